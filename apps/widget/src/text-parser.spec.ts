import { createRequire } from 'node:module';
import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { Decoder, Encoder, PacketType, protocol, type Packet } from './text-parser.ts';

interface Parser {
  protocol: number;
  Encoder: new () => { encode(packet: Packet): string[] };
  Decoder: new () => { on(name: 'decoded', listener: (packet: Packet) => void): void; add(text: string): void };
}
const { resolve } = createRequire(createRequire(import.meta.url).resolve('socket.io-client'));
const theirs = (await import(resolve('socket.io-parser'))) as Parser;

const packets: fc.Arbitrary<Packet> = fc.record({
  type: fc.constantFrom(PacketType.EVENT, PacketType.ACK),
  nsp: fc.constantFrom('/', '/chat'),
  id: fc.option(fc.nat(), { nil: undefined }),
  data: fc.array(fc.jsonValue(), { minLength: 1 }).map((rest): unknown[] => ['chat', ...(JSON.parse(JSON.stringify(rest)) as unknown[])]),
});

const decoded = (decoder: { on(name: 'decoded', listener: (packet: Packet) => void): void; add(text: string): void }, text: string): Packet => {
  const seen: Packet[] = [];
  decoder.on('decoded', (packet) => seen.push(packet));
  decoder.add(text);
  return seen[0] as Packet;
};

describe('the packets of the socket', () => {
  it('are written as socket.io writes them', () => {
    expect(protocol).toBe(theirs.protocol);
    fc.assert(fc.property(packets, (packet) => {
      expect(new Encoder().encode(packet)).toEqual(new theirs.Encoder().encode({ ...packet }));
    }), { seed: 3 });
  });

  it('are read as socket.io reads them', () => {
    fc.assert(fc.property(packets, (packet) => {
      const [text = ''] = new theirs.Encoder().encode({ ...packet });
      const { type, nsp, id, data } = decoded(new theirs.Decoder(), text);
      expect(decoded(new Decoder(), text)).toEqual({ type, nsp, data, ...(id === undefined ? {} : { id }) });
    }), { seed: 4 });
  });

  it.each([['0/chat,{"sid":"a"}', PacketType.CONNECT], ['1/chat,', PacketType.DISCONNECT], ['4/chat,{"message":"no"}', PacketType.CONNECT_ERROR]])('know %s', (text, type) => {
    expect(decoded(new Decoder(), text)).toMatchObject({ type, nsp: '/chat' });
  });

  it('refuse what is no packet', () => {
    expect(() => new Decoder().add('9')).toThrow(SyntaxError);
    expect(() => new Decoder().add('2["half')).toThrow(SyntaxError);
  });
});
