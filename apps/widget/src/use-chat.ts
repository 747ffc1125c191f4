import { useEffect, useState } from 'preact/hooks';
import type { ChatClient } from './chat-client.ts';
import type { ChatState } from './chat-state.ts';

/** The client's state, drawn again whenever it changes. */
export function useChat(client: ChatClient): ChatState {
  const [state, setState] = useState(client.state);
  useEffect(() => {
    setState(client.state);
    return client.watch(() => setState(client.state));
  }, [client]);
  return state;
}
