import type { ChatEvent } from '#contracts';

/** Of which message, such as an answer, an event tells. */
export function messageIdOf(event: ChatEvent): string | undefined {
  if (event.type === 'delta') return event.messageId;
  return event.type === 'message' || event.type === 'finished' ? event.message.id : undefined;
}
