create table product (
    name  text primary key,
    stock int not null check (stock >= 0)
);

insert into product (name, stock) values ('atlas', 3);
