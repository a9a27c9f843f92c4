import { useEffect, useRef, useState } from 'preact/hooks';
import { call, type Message } from './api';
import { Empty, Page, tint } from './page';
import { go, Link } from './router';
import { token } from './session';

type Frame = { type: 'message'; message: Message } | { type: 'error'; message: { detail: string } };

interface Connection {
  messages: Message[];
  state: string;
  problem: string | undefined;
  send: (text: string) => void;
  connectAgain: () => void;
}

/** Joins a room, reads what was said, and listens. */
function useChat(room: string): Connection {
  const [messages, setMessages] = useState<Message[]>([]);
  const [state, setState] = useState('connecting');
  const [problem, setProblem] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const socket = useRef<WebSocket | null>(null);
  useEffect(() => {
    let left = false;
    setState('connecting');
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
      opened.onclose = () => left || setState('disconnected');
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
  }, [room, attempt]);
  const send = (text: string) => socket.current?.send(JSON.stringify({ type: 'message', text }));
  return { messages, state, problem, send, connectAgain: () => setAttempt(attempt + 1) };
}

function merged(some: Message[], others: Message[]): Message[] {
  const byId = new Map([...some, ...others].map((message) => [message.id, message]));
  return [...byId.values()].sort((one, other) => one.id - other.id);
}

export function Chat({ room, me }: { room: string; me: string | undefined }) {
  const { messages, state, problem, send, connectAgain } = useChat(room);
  const status = (
    <p role="status" class={`pill ${state}`}>
      {state}
    </p>
  );
  if (state === 'refused') {
    return (
      <Page title={room} aside={status}>
        <p role="alert">{problem}</p>
        <p>
          <Link to="/rooms">Choose another one</Link>
        </p>
      </Page>
    );
  }
  return (
    <Page title={room} layout="chat" aside={status}>
      <Log messages={messages} me={me} empty={state === 'connected'} />
      {problem && <p role="alert">{problem}</p>}
      {state === 'disconnected' && <button onClick={connectAgain}>Connect again</button>}
      <Composer enabled={state === 'connected'} send={send} />
    </Page>
  );
}

/** What was said, the newest at the end. */
function Log({ messages, me, empty }: { messages: Message[]; me: string | undefined; empty: boolean }) {
  return (
    <div class="log" role="log" aria-label="Conversation" tabIndex={0}>
      {empty && messages.length === 0 && <Empty title="It is quiet here.">Say the first word.</Empty>}
      <ol aria-label="Messages">
        {messages.map((message, index) => (
          <Said key={message.id} message={message} mine={message.author === me} goesOn={messages[index - 1]?.author === message.author} />
        ))}
      </ol>
    </div>
  );
}

interface SaidProps {
  message: Message;
  mine: boolean;
  /** Whether the message before it is of the same author. */
  goesOn: boolean;
}

function Said({ message, mine, goesOn }: SaidProps) {
  const author = message.author ?? 'somebody';
  const time = new Date(message.postedAt).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return (
    <li class={`${mine ? 'mine' : `theirs tint-${tint(author)}`}${goesOn ? ' goes-on' : ''}`} data-initial={[...author][0]} data-time={time}>
      <b>{author}</b>: {message.text}
    </li>
  );
}

function Composer({ enabled, send }: { enabled: boolean; send: (text: string) => void }) {
  const say = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    send(String(new FormData(form).get('text')));
    form.reset();
  };
  return (
    <form class="composer" onSubmit={say}>
      <label for="text">Message</label>
      <input id="text" name="text" autocomplete="off" />
      <button class="main" disabled={!enabled}>
        Send
      </button>
    </form>
  );
}
