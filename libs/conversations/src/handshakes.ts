import { Injectable } from '@nestjs/common';
import { ChatHandshake } from '#contracts';
import { Sessions, VisitorLimits, Visitors, networkAddressOf, type Visitor } from '#accounts';
import { Load, Problem, Readiness, parse } from '#platform';
import type { Socket } from 'socket.io';

const HANDSHAKES_PER_SECOND = 200;
const OPEN_PER_ADDRESS = 50;

export interface Admitted {
  visitor: Visitor;
  /** True: a replay plays this visitor. */
  played: boolean;
}

/** Decides which sockets may come in, and how many at once. */
@Injectable()
export class Handshakes {
  private readonly open = new Map<string, number>();
  private second = 0;
  private inSecond = 0;

  constructor(
    private readonly visitors: Visitors, private readonly limits: VisitorLimits, private readonly sessions: Sessions, private readonly readiness: Readiness,
    private readonly load: Load,
  ) {}

  /** @throws Problem `busy`, `server_draining`, `rate_limited`, `origin_refused`, `unauthenticated`, `forbidden`, `invalid_request` */
  async admit(socket: Socket, nowMs: number, random: () => number): Promise<Admitted> {
    this.pace(nowMs, random);
    const { siteKey, visitorToken, replayKey } = parse(ChatHandshake, socket.handshake.auth);
    if (replayKey !== undefined) return { visitor: await this.played(visitorToken, replayKey), played: true };
    // First of all: what is refused must cost nothing.
    this.load.admit(random);
    const { origin } = socket.handshake.headers;
    // Browsers always name the page's origin here; programs use an API key over HTTP instead.
    if (origin === undefined || !(await this.visitors.originAllowed(siteKey, origin))) throw new Problem('origin_refused');
    const visitor = await this.visitors.admit(visitorToken, origin);
    await this.count(socket);
    return { visitor, played: false };
  }

  /** A visitor that a program of the same workspace plays: it has no page, and so no origin. */
  private async played(visitorToken: string, replayKey: string): Promise<Visitor> {
    const [actor, visitor] = await Promise.all([this.sessions.authenticate({ authorization: `Bearer ${replayKey}` }), this.visitors.authenticate(visitorToken)]);
    if (!actor || !visitor) throw new Problem('unauthenticated');
    if (actor.workspaceId !== visitor.workspaceId || !actor.permissions.includes('replay:run')) throw new Problem('forbidden');
    return visitor;
  }

  /** Is the token still good? Asked now and then of sockets that stay. */
  async isStillGood(visitorToken: string): Promise<boolean> {
    return (await this.visitors.authenticate(visitorToken)) !== null;
  }

  /** After a restart everybody comes at once; the rest come a little later. */
  private pace(nowMs: number, random: () => number): void {
    const retryAfterMs = Math.round(1_000 + random() * 9_000);
    if (this.readiness.isDraining) throw new Problem('server_draining', { retryAfterMs });
    const second = Math.floor(nowMs / 1_000);
    if (second !== this.second) {
      this.second = second;
      this.inSecond = 0;
    }
    this.inSecond += 1;
    if (this.inSecond > HANDSHAKES_PER_SECOND) throw new Problem('busy', { retryAfterMs });
  }

  private async count(socket: Socket): Promise<void> {
    const address = addressOf(socket);
    if (address === null) return;
    await this.limits.takeHandshake(address);
    const open = this.open.get(address) ?? 0;
    if (open >= OPEN_PER_ADDRESS) throw new Problem('rate_limited', { retryAfterMs: 10_000 });
    this.open.set(address, open + 1);
    socket.conn.once('close', () => {
      const left = (this.open.get(address) ?? 1) - 1;
      if (left > 0) this.open.set(address, left);
      else this.open.delete(address);
    });
  }
}

/** What limits count a socket by; null, this machine itself, is not counted. */
export const addressOf = ({ handshake }: Socket): string | null => networkAddressOf(handshake.address, handshake.headers);
