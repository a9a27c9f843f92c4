import { useEffect, useState } from 'preact/hooks';
import { call, type Account } from './api';
import { Chat } from './chat';
import { Activate, Login, Register } from './entrance';
import { Header } from './header';
import { Empty, Page } from './page';
import { AccountPage, Profiles } from './profiles';
import { Rooms } from './rooms';
import { go, Link, usePath } from './router';
import { forgetToken, token } from './session';

export function App() {
  const path = usePath();
  const [account, setAccount] = useState<Account>();
  const [unknown, setUnknown] = useState(false);
  useEffect(() => {
    if (token() && !account) {
      setUnknown(false);
      call<Account>('GET', '/accounts/me').then(setAccount, () => setUnknown(true));
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
      <a class="skip" href="#content">
        Skip to content
      </a>
      <Header path={path} account={account} logOut={logOut} />
      <main id="content" tabIndex={-1}>
        <Opened path={path} account={account} unknown={unknown} changed={setAccount} />
      </main>
    </>
  );
}

interface OpenedProps {
  path: string;
  account: Account | undefined;
  /** Whether the forum did not say to whom the token of this tab belongs. */
  unknown: boolean;
  changed: (account: Account) => void;
}

function Opened({ path, account, unknown, changed }: OpenedProps) {
  const room = /^\/rooms\/([^/]+)$/.exec(path)?.[1];
  if (room) {
    return <Chat key={room} room={decodeURIComponent(room)} me={account?.login} />;
  }
  switch (path) {
    case '/':
      return token() ? <Rooms /> : <Login />;
    case '/login':
      return <Login />;
    case '/register':
      return <Register />;
    case '/activate':
      return <Activate />;
    case '/profiles':
      return <Profiles />;
    case '/rooms':
      return <Rooms />;
    case '/account':
      return account ? <AccountPage account={account} changed={changed} /> : token() && !unknown ? <p class="wait">Loading your account …</p> : <Login />;
    default:
      return <Missing />;
  }
}

function Missing() {
  return (
    <Page title="Not found" layout="card">
      <Empty title="There is no such page.">
        <Link to="/">Go to the start</Link>
      </Empty>
    </Page>
  );
}
