import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { DeskEvent } from '#contracts';
import type { DeskRequestName, Refusal, deskRequests } from '#contracts';
import { readSession } from '#contracts';
import type { z } from 'zod';

export type Connection = 'connecting' | 'live' | 'away';
export type LiveNumbers = Omit<Extract<DeskEvent, { type: 'live' }>, 'type'>;
type Listener = (event: DeskEvent) => void;
type Body<Name extends DeskRequestName> = z.input<(typeof deskRequests)[Name]>;

export interface Desk {
  connection: Connection;
  /** Null until the server has told them. */
  live: LiveNumbers | null;
  /** Sends a request of the desk; without a connection it waits for one, for at most ten seconds. */
  request: <Name extends DeskRequestName>(name: Name, body: Body<Name>) => Promise<{ ok: true } | Refusal>;
  /** Hears every desk event until the returned function is called. */
  listen: (listener: Listener) => () => void;
}

/** Pause before a connection that the server ended is tried again. */
const COME_BACK_MS = 3_000;
const Current = createContext<Desk | null>(null);
const NO_ANSWER: Refusal = { ok: false, code: 'busy', title: 'The server does not answer right now.', retryable: true };

/** The live connection of the signed-in member. Only below `DeskProvider`. */
export function useDesk(): Desk {
  const desk = use(Current);
  if (!desk) throw new Error('useDesk is called outside DeskProvider');
  return desk;
}

/** Calls `listener` for each desk event while the component is on the page. */
export function useDeskEvents(listener: Listener): void {
  const { listen } = useDesk();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => listen((event) => latest.current(event)), [listen]);
}

function ask(socket: Socket | null, name: string, body: unknown): Promise<{ ok: true } | Refusal> {
  if (!socket) return Promise.resolve(NO_ANSWER);
  return socket.timeout(10_000).emitWithAck(name, body).then((ack) => ack as { ok: true } | Refusal, () => NO_ANSWER);
}

/** One socket for all pages. It comes back by itself; whatever may have been missed is then read again. */
export function DeskProvider({ children }: { children: ReactNode }): ReactNode {
  const queries = useQueryClient();
  const socket = useRef<Socket | null>(null);
  const listeners = useRef(new Set<Listener>());
  const [connection, setConnection] = useState<Connection>('connecting');
  const [live, setLive] = useState<LiveNumbers | null>(null);

  useEffect(() => {
    const opened = io('/desk', { transports: ['websocket'], reconnectionDelay: 500, reconnectionDelayMax: 10_000 });
    socket.current = opened;
    let before = false;
    let retry: ReturnType<typeof setTimeout> | undefined;
    // Refused or closed by the server on purpose, socket.io does not come back unasked: is there still a session?
    const comeBack = () => {
      void queries.invalidateQueries({ queryKey: [readSession.path] });
      clearTimeout(retry);
      retry = setTimeout(() => opened.connect(), COME_BACK_MS);
    };
    opened.on('connect', () => {
      setConnection('live');
      if (before) void queries.invalidateQueries();
      before = true;
    });
    opened.on('disconnect', (reason) => {
      setConnection('away');
      if (reason === 'io server disconnect') comeBack();
    });
    opened.on('connect_error', () => {
      setConnection('away');
      if (!opened.active) comeBack();
    });
    opened.on('desk', (body: unknown) => {
      const parsed = DeskEvent.safeParse(body);
      if (!parsed.success) return;
      const event = parsed.data;
      if (event.type === 'live') setLive({ openConversations: event.openConversations, waiting: event.waiting, answering: event.answering });
      for (const listener of listeners.current) listener(event);
    });
    return () => {
      socket.current = null;
      clearTimeout(retry);
      opened.close();
    };
  }, [queries]);

  const acts = useMemo<Pick<Desk, 'request' | 'listen'>>(() => ({
    request: (name, body) => ask(socket.current, name, body),
    listen: (listener) => {
      listeners.current.add(listener);
      return () => void listeners.current.delete(listener);
    },
  }), []);
  const desk = useMemo(() => ({ ...acts, connection, live }), [acts, connection, live]);
  return <Current value={desk}>{children}</Current>;
}
