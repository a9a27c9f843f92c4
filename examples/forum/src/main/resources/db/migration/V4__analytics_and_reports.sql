create table analytics_events (
  id         bigint      generated always as identity primary key,
  kind       varchar(32) not null,
  room_id    bigint      not null,
  account_id bigint      not null,
  amount     integer     not null,
  at         timestamptz not null
);

create table analytics_counters (
  kind       varchar(32) not null,
  room_id    bigint      not null,
  account_id bigint      not null,
  amount     bigint      not null,
  primary key (kind, room_id, account_id)
);

create table activity_reports (
  id         bigint      generated always as identity primary key,
  created_at timestamptz not null,
  since      timestamptz not null,
  messages   bigint      not null,
  authors    bigint      not null
);

create table activity_report_lines (
  report_id bigint      not null references activity_reports (id) on delete cascade,
  room      varchar(40) not null,
  messages  bigint      not null,
  primary key (report_id, room)
);
