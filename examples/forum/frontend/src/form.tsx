import { useState } from 'preact/hooks';
import { Refused } from './api';

export interface Field {
  name: string;
  label: string;
  type?: 'text' | 'password' | 'checkbox';
  value?: string;
}

interface FormProps {
  fields: Field[];
  button: string;
  submit: (values: Record<string, string>) => Promise<void>;
}

/** Fields with labels; what the forum refuses is said beside the field that it is about, or above all of them. */
export function Form({ fields, button, submit }: FormProps) {
  const [refused, setRefused] = useState<Refused>();
  const [busy, setBusy] = useState(false);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    setBusy(true);
    try {
      await submit(Object.fromEntries(new FormData(form)) as Record<string, string>);
      setRefused(undefined);
    } catch (failure) {
      setRefused(failure instanceof Refused ? failure : new Refused(0, String(failure), {}));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={send} noValidate>
      {refused && <p role="alert">{refused.message}</p>}
      {fields.map(({ name, label, type, value }) => (
        <p key={name}>
          <label>
            {label} <Input name={name} type={type ?? 'text'} value={value ?? ''} />
          </label>
          {refused?.errors[name] && <span class="error">{refused.errors[name]}</span>}
        </p>
      ))}
      <button disabled={busy}>{button}</button>
    </form>
  );
}

// The types of an input's attributes depend on its type, which is only known here when it runs.
function Input({ name, type, value }: { name: string; type: NonNullable<Field['type']>; value: string }) {
  switch (type) {
    case 'checkbox':
      return <input name={name} type="checkbox" />;
    case 'password':
      return <input name={name} type="password" defaultValue={value} />;
    default:
      return <input name={name} type="text" defaultValue={value} />;
  }
}
