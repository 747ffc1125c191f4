/**
 * The packets of socket.io (protocol 5) as far as Duet uses them: text, no binary attachments. Stands in for
 * `socket.io-parser`, which brings the binary half to every visitor.
 *
 * @see https://socket.io/docs/v4/socket-io-protocol/
 */
export const protocol = 5;

export const PacketType = { CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4, BINARY_EVENT: 5, BINARY_ACK: 6 } as const;

export interface Packet {
  /** One of `PacketType`. */
  type: number;
  nsp: string;
  id?: number | undefined;
  data?: unknown;
}

/** `<type>[<namespace>,][<id>][<data as JSON>]` */
export class Encoder {
  encode({ type, nsp, id, data }: Packet): string[] {
    return [type + (nsp && nsp !== '/' ? `${nsp},` : '') + (id ?? '') + (data === undefined ? '' : JSON.stringify(data))];
  }
}

export class Decoder {
  private listener: ((packet: Packet) => void) | undefined;

  /** `decoded` is the only event. */
  on(_event: 'decoded', listener: (packet: Packet) => void): void {
    this.listener = listener;
  }

  off(): void {
    this.listener = undefined;
  }

  /** @throws SyntaxError when it is no packet; the client then makes a new connection */
  add(text: string): void {
    const [, type, nsp, id, data] = /^([0-4])(?:(\/[^,]*),?)?(\d+)?([^]*)$/.exec(text) ?? [];
    if (type === undefined) throw new SyntaxError('not a packet');
    const packet: Packet = { type: Number(type), nsp: nsp ?? '/' };
    if (id !== undefined) packet.id = Number(id);
    if (data) packet.data = JSON.parse(data);
    this.listener?.(packet);
  }

  destroy(): void {
    this.off();
  }
}

/** What the client makes its connections with. */
export const parser = { Encoder, Decoder };
