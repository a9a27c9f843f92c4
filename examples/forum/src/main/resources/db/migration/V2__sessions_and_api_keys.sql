create table sessions (
  token_hash  varchar(64) primary key,
  account_id  bigint      not null references accounts (id) on delete cascade,
  created_at  timestamptz not null,
  expires_at  timestamptz not null
);

create index sessions_account on sessions (account_id);
create index sessions_expiry on sessions (expires_at);

create table api_keys (
  id          bigint      generated always as identity primary key,
  account_id  bigint      not null references accounts (id) on delete cascade,
  label       varchar(60) not null,
  key_hash    varchar(64) not null unique,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  revoked_at  timestamptz,
  constraint api_keys_label_unique unique (account_id, label)
);
