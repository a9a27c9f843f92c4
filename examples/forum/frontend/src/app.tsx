import { useEffect, useState } from 'preact/hooks';
import { call, type Account } from './api';
import { Chat } from './chat';
import { Activate, Login, Register } from './entrance';
import { AccountPage, Profiles } from './profiles';
import { Rooms } from './rooms';
import { go, Link, usePath } from './router';
import { forgetToken, token } from './session';

export function App() {
  const path = usePath();
  const [account, setAccount] = useState<Account>();
  useEffect(() => {
    if (token() && !account) {
      call<Account>('GET', '/accounts/me').then(setAccount, () => undefined);
    }
  }, [path]);
  const logOut = async () => {
    await call('DELETE', '/sessions/current').catch(() => undefined);
    forgetToken();
    setAccount(undefined);
    go('/login');
  };
  return (
    <>
      <nav>
        <Link to="/rooms">Rooms</Link> <Link to="/profiles">Profiles</Link>{' '}
        {account ? (
          <>
            <Link to="/account">{account.displayName}</Link> <button onClick={logOut}>Log out</button>
          </>
        ) : (
          <Link to="/register">Register</Link>
        )}
      </nav>
      <main>
        <Page path={path} account={account} changed={setAccount} />
      </main>
    </>
  );
}

function Page({ path, account, changed }: { path: string; account: Account | undefined; changed: (account: Account) => void }) {
  const room = /^\/rooms\/([^/]+)$/.exec(path)?.[1];
  if (room) {
    return <Chat key={room} room={decodeURIComponent(room)} />;
  }
  switch (path) {
    case '/register':
      return <Register />;
    case '/activate':
      return <Activate />;
    case '/profiles':
      return <Profiles />;
    case '/rooms':
      return <Rooms />;
    case '/account':
      return account ? <AccountPage account={account} changed={changed} /> : <Login />;
    default:
      return <Login />;
  }
}
