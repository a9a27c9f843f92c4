import { useState } from 'preact/hooks';
import { call, type Account, type Profile } from './api';
import { Form } from './form';

export function Profiles() {
  const [profile, setProfile] = useState<Profile>();
  return (
    <section>
      <h1>Profiles</h1>
      <Form
        fields={[{ name: 'name', label: 'GitHub name' }]}
        button="Search"
        submit={async ({ name }) => {
          setProfile(undefined);
          setProfile(await call<Profile>('GET', `/profiles/github/${encodeURIComponent(name ?? '')}`));
        }}
      />
      {profile && (
        <article aria-label="Profile">
          <h2>{profile.name ?? profile.login}</h2>
          <p>
            @{profile.login}, {profile.publicRepositories} public repositories
          </p>
        </article>
      )}
    </section>
  );
}

export function AccountPage({ account, changed }: { account: Account; changed: (account: Account) => void }) {
  const [saved, setSaved] = useState(false);
  return (
    <section>
      <h1>Your account</h1>
      <p>
        {account.login}, {account.email}
      </p>
      {saved && <p role="status">Saved.</p>}
      <Form
        fields={[
          { name: 'displayName', label: 'Display name', value: account.displayName },
          { name: 'bio', label: 'About you', value: account.bio },
        ]}
        button="Save"
        submit={async (values) => {
          setSaved(false);
          changed(await call<Account>('PATCH', '/accounts/me', values));
          setSaved(true);
        }}
      />
    </section>
  );
}
