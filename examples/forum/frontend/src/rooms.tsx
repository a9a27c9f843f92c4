import { useEffect, useState } from 'preact/hooks';
import { call, type Refused, type Room } from './api';
import { Form } from './form';
import { Empty, Page } from './page';
import { go, Link } from './router';

export function Rooms() {
  const [rooms, setRooms] = useState<Room[]>();
  const [problem, setProblem] = useState<string>();
  const read = () => {
    setProblem(undefined);
    call<Room[]>('GET', '/rooms').then(setRooms, (failure: Refused) => (failure.status === 401 ? go('/login') : setProblem(failure.message)));
  };
  useEffect(read, []);
  return (
    <Page title="Rooms" lead="Enter one to read and to talk, or open your own.">
      <div class="columns">
        <div>
          {problem && (
            <div class="empty">
              <p role="alert">{problem}</p>
              <button onClick={read}>Try again</button>
            </div>
          )}
          {!rooms && !problem && <p class="wait">Loading …</p>}
          {rooms && <RoomList rooms={rooms} />}
        </div>
        <NewRoom />
      </div>
    </Page>
  );
}

function RoomList({ rooms }: { rooms: Room[] }) {
  if (rooms.length === 0) {
    return <Empty title="There are no rooms yet.">Create the first one.</Empty>;
  }
  return (
    <ul class="rooms" aria-label="Rooms">
      {rooms.map((room) => (
        <li key={room.name}>
          <Link to={`/rooms/${room.name}`}>{room.name}</Link> {room.isPrivate && <span class="badge">private</span>}{' '}
          <span class="topic">{room.topic}</span>
        </li>
      ))}
    </ul>
  );
}

function NewRoom() {
  return (
    <section class="panel" aria-labelledby="new-room">
      <h2 id="new-room">A new room</h2>
      <Form
        fields={[
          { name: 'name', label: 'Name', hint: 'Small letters, digits and hyphens.' },
          { name: 'topic', label: 'Topic' },
          { name: 'isPrivate', label: 'Private', type: 'checkbox', hint: 'Only members of the room see it.' },
        ]}
        button="Create"
        submit={async ({ name, topic, isPrivate }) => {
          await call('POST', '/rooms', { name, topic, isPrivate: isPrivate === 'on' });
          go(`/rooms/${name}`);
        }}
      />
    </section>
  );
}
