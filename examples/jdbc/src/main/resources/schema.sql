create table account (
    name    text primary key,
    balance bigint not null check (balance >= 0)
);

create table entry (
    id      bigint generated always as identity primary key,
    account text   not null references account,
    amount  bigint not null
);

insert into account (name, balance) values ('house', 1000);
