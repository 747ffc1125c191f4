import type { ChatState } from './chat-state.ts';
import { strings } from './strings.ts';

/** One plain sentence on what does not work right now; its place is always there, so that readers hear it change. */
export function Notice({ state }: { state: ChatState }) {
  return <p class="notice" role="status">{sentenceOf(state)}</p>;
}

function sentenceOf({ phase, online, notice }: ChatState): string {
  if (phase === 'refused') return notice ?? strings.unreachable;
  if (phase === 'unreachable') return strings.unreachable;
  return notice ?? (phase === 'ready' && online === false ? strings.offline : '');
}
