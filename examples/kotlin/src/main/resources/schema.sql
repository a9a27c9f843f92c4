create table loan (
    book   text primary key,
    reader text not null
);

create table history (
    id   bigint generated always as identity primary key,
    line text not null
);
