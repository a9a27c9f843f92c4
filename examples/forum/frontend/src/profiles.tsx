import { useState } from 'preact/hooks';
import { call, type Account, type Profile } from './api';
import { Form } from './form';
import { Empty, Initial, Page } from './page';

export function Profiles() {
  const [profile, setProfile] = useState<Profile>();
  const [asked, setAsked] = useState(false);
  return (
    <Page title="Profiles" lead="See who stands behind a name on GitHub.">
      <Form
        inline
        fields={[{ name: 'name', label: 'GitHub name' }]}
        button="Search"
        submit={async ({ name }) => {
          setProfile(undefined);
          setAsked(true);
          setProfile(await call<Profile>('GET', `/profiles/github/${encodeURIComponent(name ?? '')}`));
        }}
      />
      <div aria-live="polite">{profile && <Found profile={profile} />}</div>
      {!asked && <Empty title="No profile yet.">Search for a name, and the profile appears here.</Empty>}
    </Page>
  );
}

function Found({ profile }: { profile: Profile }) {
  const name = profile.name ?? profile.login;
  return (
    <article class="panel profile" aria-label="Profile">
      <Initial of={name} />
      <h2>{name}</h2>
      <p>
        @{profile.login}, {profile.publicRepositories} public repositories
      </p>
    </article>
  );
}

export function AccountPage({ account, changed }: { account: Account; changed: (account: Account) => void }) {
  const [saved, setSaved] = useState(false);
  return (
    <Page title="Your account" layout="card" lead={`${account.login}, ${account.email}`}>
      {/* There before it says something: only then a screen reader reads it aloud. */}
      <p role="status">{saved && 'Saved.'}</p>
      <Form
        fields={[
          { name: 'displayName', label: 'Display name', value: account.displayName, autocomplete: 'nickname' },
          { name: 'bio', label: 'About you', type: 'textarea', value: account.bio },
        ]}
        button="Save"
        submit={async (values) => {
          setSaved(false);
          changed(await call<Account>('PATCH', '/accounts/me', values));
          setSaved(true);
        }}
      />
    </Page>
  );
}
