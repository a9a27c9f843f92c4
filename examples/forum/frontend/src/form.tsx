import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Refused } from './api';

export interface Field {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'password' | 'checkbox' | 'textarea';
  value?: string;
  /** What is expected, under the field. */
  hint?: string;
  autocomplete?: string;
}

interface FormProps {
  fields: Field[];
  button: string;
  /** Whether the button stands on the line of the last field. */
  inline?: boolean;
  submit: (values: Record<string, string>) => Promise<void>;
}

/** Fields with labels; what the forum refuses is said at the field that it is about, or above all of them. */
export function Form({ fields, button, inline, submit }: FormProps) {
  const [refused, setRefused] = useState<Refused>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(), [refused]);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    setBusy(true);
    try {
      await submit(Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement)) as Record<string, string>);
      setRefused(undefined);
    } catch (failure) {
      setRefused(failure instanceof Refused ? failure : new Refused(0, String(failure), {}));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form ref={form} class={inline ? 'inline' : 'stack'} onSubmit={send} noValidate>
      {refused && <p role="alert">{refused.message}</p>}
      {fields.map((field) => (
        <Entry key={field.name} field={field} error={refused?.errors[field.name]} />
      ))}
      {/* Not disabled, which would take the focus away from who pressed it. */}
      <button class="main" aria-disabled={busy || undefined}>
        {button}
      </button>
    </form>
  );
}

function Entry({ field, error }: { field: Field; error: string | undefined }) {
  const id = useId();
  const note = error ?? field.hint;
  const input = <Input field={field} shared={{ id, name: field.name, 'aria-describedby': note && `${id}-note`, 'aria-invalid': error ? true : undefined }} />;
  return (
    <div class={field.type === 'checkbox' ? 'field check' : 'field'}>
      {field.type === 'checkbox' && input}
      <label for={id}>{field.label}</label>
      {field.type !== 'checkbox' && input}
      {note && (
        <span class={error ? 'error' : 'hint'} id={`${id}-note`}>
          {note}
        </span>
      )}
    </div>
  );
}

interface Shared {
  id: string;
  name: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

// The types of an input's attributes depend on its type, which is only known here when it runs.
function Input({ field, shared }: { field: Field; shared: Shared }) {
  const typed = { ...shared, defaultValue: field.value ?? '', autocomplete: field.autocomplete ?? 'off' };
  switch (field.type) {
    case 'checkbox':
      return <input {...shared} type="checkbox" />;
    case 'textarea':
      return <textarea {...typed} rows={4} />;
    case 'password':
      return <input {...typed} type="password" />;
    case 'email':
      return <input {...typed} type="email" />;
    default:
      return <input {...typed} type="text" autocapitalize="off" spellcheck={false} />;
  }
}
