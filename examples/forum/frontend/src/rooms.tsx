import { useEffect, useState } from 'preact/hooks';
import { call, type Room } from './api';
import { Form } from './form';
import { go, Link } from './router';

export function Rooms() {
  const [rooms, setRooms] = useState<Room[]>();
  useEffect(() => {
    call<Room[]>('GET', '/rooms').then(setRooms, () => go('/login'));
  }, []);
  return (
    <section>
      <h1>Rooms</h1>
      <ul aria-label="Rooms">
        {rooms?.map((room) => (
          <li key={room.name}>
            <Link to={`/rooms/${room.name}`}>{room.name}</Link> {room.isPrivate && '(private) '}
            {room.topic}
          </li>
        ))}
      </ul>
      <h2>A new room</h2>
      <Form
        fields={[
          { name: 'name', label: 'Name' },
          { name: 'topic', label: 'Topic' },
          { name: 'isPrivate', label: 'Private', type: 'checkbox' },
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
