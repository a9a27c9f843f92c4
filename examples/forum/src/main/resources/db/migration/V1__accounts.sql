create sequence accounts_seq increment by 50;

create table accounts (
  id              bigint       primary key,
  login           varchar(32)  not null constraint accounts_login_unique unique,
  email           varchar(254) not null constraint accounts_email_unique unique,
  password_hash   varchar(100) not null,
  display_name    varchar(80)  not null,
  bio             varchar(500),
  status          varchar(16)  not null,
  failed_logins   integer      not null default 0,
  locked_until    timestamptz,
  created_at      timestamptz  not null
);

create sequence activation_tokens_seq increment by 50;

create table activation_tokens (
  id          bigint      primary key,
  account_id  bigint      not null references accounts (id) on delete cascade,
  token_hash  varchar(64) not null unique,
  expires_at  timestamptz not null,
  used_at     timestamptz
);

create index activation_tokens_account on activation_tokens (account_id);
