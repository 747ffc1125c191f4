/**
 * The packets of socket.io (protocol 5) as far as Duet uses them: text, no binary attachments. Stands in for
 * `socket.io-parser`, which brings the binary half to every visitor.
 *
 * @see https://socket.io/docs/v4/socket-io-protocol/
 */
export const protocol = 5;

export enum PacketType { CONNECT, DISCONNECT, EVENT, ACK, CONNECT_ERROR, BINARY_EVENT, BINARY_ACK }

export interface Packet {
  type: PacketType;
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
