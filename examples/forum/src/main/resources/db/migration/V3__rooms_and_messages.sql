create table rooms (
  id         bigint       generated always as identity primary key,
  name       varchar(40)  not null constraint rooms_name_unique unique,
  topic      varchar(200) not null default '',
  is_private boolean      not null default false,
  owner_id   bigint       references accounts (id) on delete set null,
  created_at timestamptz  not null default now()
);

create table room_members (
  room_id    bigint      not null references rooms (id) on delete cascade,
  account_id bigint      not null references accounts (id) on delete cascade,
  joined_at  timestamptz not null,
  primary key (room_id, account_id)
);

create table messages (
  id        bigint        generated always as identity primary key,
  room_id   bigint        not null references rooms (id) on delete cascade,
  author_id bigint        references accounts (id) on delete set null,
  body      varchar(2000) not null,
  posted_at timestamptz   not null,
  edited_at timestamptz
);

create index messages_newest_first on messages (room_id, id desc);

create table read_marks (
  room_id         bigint not null references rooms (id) on delete cascade,
  account_id      bigint not null references accounts (id) on delete cascade,
  last_message_id bigint not null,
  primary key (room_id, account_id)
);

insert into rooms (name, topic) values ('lobby', 'Everybody meets here');
