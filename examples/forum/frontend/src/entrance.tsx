import { useEffect, useState } from 'preact/hooks';
import { call, type Account } from './api';
import { Form } from './form';
import { Page } from './page';
import { go, Link } from './router';
import { keepToken } from './session';

export function Register() {
  const [registered, setRegistered] = useState<Account>();
  if (registered) {
    return (
      <Page title={`Welcome, ${registered.displayName}`} layout="card">
        <p role="status">We have sent a mail to {registered.email}. Follow its link to activate your account.</p>
      </Page>
    );
  }
  return (
    <Page title="Register" layout="card" lead="One account for all rooms. We send one mail, to activate it.">
      <Form
        fields={[
          { name: 'login', label: 'Login', hint: '3 to 32 letters, digits or hyphens.', autocomplete: 'username' },
          { name: 'email', label: 'E-mail', type: 'email', autocomplete: 'email' },
          { name: 'password', label: 'Password', type: 'password', hint: 'At least 8 characters.', autocomplete: 'new-password' },
          { name: 'displayName', label: 'Display name', hint: 'What other members see.', autocomplete: 'nickname' },
        ]}
        button="Register"
        submit={async (values) => setRegistered(await call<Account>('POST', '/accounts', values))}
      />
    </Page>
  );
}

export function Activate() {
  const [said, setSaid] = useState('One moment …');
  useEffect(() => {
    const token = new URLSearchParams(location.search).get('token');
    call<Account>('POST', '/accounts/activation', { token }).then(
      (account) => setSaid(`Your account is active, ${account.displayName}.`),
      (failure: Error) => setSaid(failure.message),
    );
  }, []);
  return (
    <Page title="Activation" layout="card">
      <p role="status">{said}</p>
      <Link to="/login" look="button main">
        Log in
      </Link>
    </Page>
  );
}

export function Login() {
  return (
    <Page title="Log in" layout="card" lead="Rooms where members talk.">
      <Form
        fields={[
          { name: 'login', label: 'Login', autocomplete: 'username' },
          { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' },
        ]}
        button="Log in"
        submit={async (values) => {
          keepToken((await call<{ token: string }>('POST', '/sessions', values)).token);
          go('/rooms');
        }}
      />
      <p class="turn">
        No account yet? <Link to="/register">Register</Link>
      </p>
    </Page>
  );
}
