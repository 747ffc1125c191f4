import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useReducer, useRef, useState } from 'react';
import { readConversation } from '#contracts';
import type { CallFailed, ReplyOf } from '#contracts';
import { useRead } from '../api.ts';
import { useDesk, useDeskEvents } from '../desk.tsx';
import { heard, nothingYet, type LiveTranscript } from './live-transcript.ts';
import { useTypist, type Typist } from './use-typist.ts';

/** Reasons to read again come in bursts; so many milliseconds of them are one reading. */
const GATHER_MS = 250;

export interface Followed extends LiveTranscript {
  reading: UseQueryResult<ReplyOf<typeof readConversation>, CallFailed>;
  /** Events arrive right now. */
  isLive: boolean;
  typist: Typist | null;
}

/** A conversation as it happens. One component follows one conversation: give it the id as its key. */
export function useLiveTranscript(id: string): Followed {
  const reading = useRead(readConversation, { id });
  const { data, refetch } = reading;
  const [live, tell] = useReducer(heard, nothingYet);
  const { typist, hear } = useTypist();
  const isLive = useWatched(id, () => void refetch());

  useEffect(() => {
    if (data) tell({ type: 'read', messages: data.messages, state: data.conversation.state });
  }, [data]);
  useDeskEvents((event) => {
    if (event.type !== 'chat' || event.event.conversationId !== id) return;
    tell(event.event);
    hear(event.event);
  });

  const planned = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (live.rereads === 0) return;
    planned.current ??= setTimeout(() => {
      planned.current = undefined;
      void refetch();
    }, GATHER_MS);
  }, [live.rereads, refetch]);
  useEffect(() => () => {
    clearTimeout(planned.current);
    planned.current = undefined;
  }, []);

  return { ...live, reading, isLive, typist };
}

/** Asks for the conversation's events on each new connection; whatever came before them is read once more. */
function useWatched(conversationId: string, onWatched: () => void): boolean {
  const { connection, request } = useDesk();
  const [watched, setWatched] = useState(false);
  const latest = useRef(onWatched);
  useEffect(() => {
    latest.current = onWatched;
  });
  useEffect(() => {
    if (connection !== 'live') return;
    let over = false;
    void request('desk.watch', { conversationId }).then((ack) => {
      if (over) return;
      setWatched(ack.ok);
      if (ack.ok) latest.current();
    });
    return () => {
      over = true;
      setWatched(false);
      void request('desk.unwatch', { conversationId });
    };
  }, [connection, conversationId, request]);
  return watched;
}
