import type { CallOf, Chat, ProblemReply, WidgetSettings, openVisitor } from '#contracts';

/** A refusal by name, or `network` when no answer came. */
export class CallFailed extends Error {
  constructor(readonly code: ProblemReply['code'] | 'network', title: string) {
    super(title);
  }
}

export interface Admission {
  visitorToken: string;
  settings: WidgetSettings;
}

/** The two questions that are asked before the socket: who am I, and what did we speak about. @throws CallFailed */
export class Http {
  constructor(private readonly origin: string) {}

  visit(who: CallOf<typeof openVisitor>): Promise<Admission> {
    return this.call('/v1/visitors', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(who) });
  }

  async conversations(visitorToken: string): Promise<Chat[]> {
    const { items } = await this.call<{ items: Chat[] }>('/v1/my/conversations', { headers: { authorization: `Bearer ${visitorToken}` } });
    return items;
  }

  private async call<T>(path: string, init: RequestInit): Promise<T> {
    const failed = (): never => {
      throw new CallFailed('network', '');
    };
    const reply = await fetch(this.origin + path, { ...init, credentials: 'omit', signal: AbortSignal.timeout(10_000) }).catch(failed);
    const body: unknown = await reply.json().catch(failed);
    if (reply.ok) return body as T;
    const { code, title } = body as ProblemReply;
    throw new CallFailed(code, title);
  }
}
