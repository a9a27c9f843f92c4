import type { Account } from './api';
import { Link } from './router';

interface HeaderProps {
  path: string;
  account: Account | undefined;
  logOut: () => void;
}

/** What stands above each page. */
export function Header({ path, account, logOut }: HeaderProps) {
  return (
    <header class="bar">
      <nav aria-label="Main">
        <Link to="/" look="brand">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="9" />
            <path d="M8 10h16v9H15l-4 4v-4H8z" />
          </svg>
          <span>Forum</span>
        </Link>
        <Link to="/rooms" current={path === '/rooms' ? 'page' : path.startsWith('/rooms/') && 'true'}>
          Rooms
        </Link>
        <Link to="/profiles" current={path === '/profiles' && 'page'}>
          Profiles
        </Link>
        <span class="gap" />
        {account ? (
          <>
            <Link to="/account" look="me" current={path === '/account' && 'page'}>
              {account.displayName}
            </Link>
            <button class="quiet" onClick={logOut}>
              Log out
            </button>
          </>
        ) : (
          <Entrance path={path} />
        )}
      </nav>
    </header>
  );
}

function Entrance({ path }: { path: string }) {
  return path === '/register' ? (
    <Link to="/login" look="button quiet">
      Log in
    </Link>
  ) : (
    <Link to="/register" look="button quiet">
      Register
    </Link>
  );
}
