import { useEffect, useRef, useState } from 'preact/hooks';
import { call, type Message } from './api';
import { go } from './router';
import { token } from './session';

type Frame = { type: 'message'; message: Message } | { type: 'error'; message: { detail: string } };

interface Connection {
  messages: Message[];
  state: string;
  problem: string | undefined;
  send: (text: string) => void;
}

/** Joins a room, reads what was said, and listens. */
function useChat(room: string): Connection {
  const [messages, setMessages] = useState<Message[]>([]);
  const [state, setState] = useState('connecting');
  const [problem, setProblem] = useState<string>();
  const socket = useRef<WebSocket | null>(null);
  useEffect(() => {
    let left = false;
    const hear = (frame: Frame) => {
      setProblem(frame.type === 'error' ? frame.message.detail : undefined);
      if (frame.type === 'message') {
        setMessages((heard) => merged(heard, [frame.message]));
      }
    };
    const enter = async () => {
      await call('PUT', `/rooms/${room}/members/me`);
      if (left) {
        return;
      }
      const url = `${location.origin.replace(/^http/, 'ws')}/chat/${room}?token=${encodeURIComponent(token() ?? '')}`;
      const opened = new WebSocket(url);
      socket.current = opened;
      opened.onmessage = (event) => hear(JSON.parse(event.data));
      opened.onclose = () => setState('disconnected');
      opened.onopen = async () => {
        // Read after the connection stands, so that nothing is missed between; what comes twice is shown once.
        const { messages: said } = await call<{ messages: Message[] }>('GET', `/rooms/${room}/messages`);
        setMessages((heard) => merged(heard, said));
        setState('connected');
      };
    };
    enter().catch((failure: { status?: number; message: string }) => {
      if (failure.status === 401) {
        go('/login');
      }
      setProblem(failure.message);
      setState('refused');
    });
    return () => {
      left = true;
      socket.current?.close();
    };
  }, [room]);
  return { messages, state, problem, send: (text) => socket.current?.send(JSON.stringify({ type: 'message', text })) };
}

function merged(some: Message[], others: Message[]): Message[] {
  const byId = new Map([...some, ...others].map((message) => [message.id, message]));
  return [...byId.values()].sort((one, other) => one.id - other.id);
}

export function Chat({ room }: { room: string }) {
  const { messages, state, problem, send } = useChat(room);
  const say = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    send(String(new FormData(form).get('text')));
    form.reset();
  };
  return (
    <section>
      <h1>{room}</h1>
      <p role="status">{state}</p>
      {problem && <p role="alert">{problem}</p>}
      <ol aria-label="Messages">
        {messages.map((message) => (
          <li key={message.id}>
            <b>{message.author ?? 'somebody'}</b>: {message.text}
          </li>
        ))}
      </ol>
      <form onSubmit={say}>
        <label>
          Message <input name="text" autocomplete="off" />
        </label>
        <button disabled={state !== 'connected'}>Send</button>
      </form>
    </section>
  );
}
