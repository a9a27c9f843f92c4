import { useEffect, useState } from 'preact/hooks';
import { call, type Account } from './api';
import { Form } from './form';
import { go, Link } from './router';
import { keepToken } from './session';

export function Register() {
  const [registered, setRegistered] = useState<Account>();
  if (registered) {
    return (
      <section>
        <h1>Welcome, {registered.displayName}</h1>
        <p role="status">We have sent a mail to {registered.email}. Follow its link to activate your account.</p>
      </section>
    );
  }
  return (
    <section>
      <h1>Register</h1>
      <Form
        fields={[
          { name: 'login', label: 'Login' },
          { name: 'email', label: 'E-mail' },
          { name: 'password', label: 'Password', type: 'password' },
          { name: 'displayName', label: 'Display name' },
        ]}
        button="Register"
        submit={async (values) => setRegistered(await call<Account>('POST', '/accounts', values))}
      />
    </section>
  );
}

export function Activate() {
  const [said, setSaid] = useState('One moment ..');
  useEffect(() => {
    const token = new URLSearchParams(location.search).get('token');
    call<Account>('POST', '/accounts/activation', { token }).then(
      (account) => setSaid(`Your account is active, ${account.displayName}.`),
      (failure: Error) => setSaid(failure.message),
    );
  }, []);
  return (
    <section>
      <h1>Activation</h1>
      <p role="status">{said}</p>
      <Link to="/login">Log in</Link>
    </section>
  );
}

export function Login() {
  return (
    <section>
      <h1>Log in</h1>
      <Form
        fields={[
          { name: 'login', label: 'Login' },
          { name: 'password', label: 'Password', type: 'password' },
        ]}
        button="Log in"
        submit={async (values) => {
          keepToken((await call<{ token: string }>('POST', '/sessions', values)).token);
          go('/rooms');
        }}
      />
      <Link to="/register">Register</Link>
    </section>
  );
}
