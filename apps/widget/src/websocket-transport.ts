/** Packets of engine.io (protocol 4) by the number that they begin with. */
const types = ['open', 'close', 'ping', 'pong', 'message'];

interface Packet {
  type: string;
  data?: string;
}

interface Address {
  secure: boolean;
  hostname: string;
  port: number | string;
  path: string;
  query: Record<string, string>;
}

type News = 'open' | 'packet' | 'drain' | 'error' | 'close';
type Listener = (detail?: unknown) => void;

/**
 * One websocket with text on it, as the socket client drives it. Stands in for the transports of `engine.io-client`, most
 * of whose code is for other transports, binary packets and other machines than browsers.
 *
 * @see https://socket.io/docs/v4/engine-io-protocol/
 */
class WebsocketTransport {
  readonly name = 'websocket';
  readonly query: Record<string, string>;
  writable = false;
  private listeners: Partial<Record<News, Listener>> = {};
  private socket: WebSocket | undefined;

  constructor(private readonly address: Address) {
    this.query = address.query;
  }

  /** One listener of each kind. */
  on(news: News, listener: Listener): this {
    this.listeners[news] = listener;
    return this;
  }

  removeAllListeners(news?: News): void {
    if (news) delete this.listeners[news];
    else this.listeners = {};
  }

  open(): void {
    const { secure, hostname, port, path } = this.address;
    const host = hostname.includes(':') ? `[${hostname}]` : hostname;
    const socket = new WebSocket(`${secure ? 'wss' : 'ws'}://${host}:${port}${path}?${new URLSearchParams(this.query)}`);
    this.socket = socket;
    socket.onopen = () => {
      this.writable = true;
      this.tell('open');
    };
    socket.onmessage = ({ data }: MessageEvent<string>) => this.tell('packet', { type: types[Number(data[0])] ?? 'error', data: data.slice(1) });
    socket.onerror = () => this.tell('error', new Error('websocket error'));
    socket.onclose = () => this.tell('close');
  }

  send(packets: readonly Packet[]): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.writable = false;
    for (const { type, data } of packets) this.socket.send(types.indexOf(type) + (data ?? ''));
    queueMicrotask(() => {
      this.writable = true;
      this.tell('drain');
    });
  }

  close(): void {
    const { socket } = this;
    if (!socket) return;
    this.socket = undefined;
    socket.onopen = socket.onmessage = socket.onerror = socket.onclose = null;
    socket.close();
    this.tell('close');
  }

  private tell(news: News, detail?: unknown): void {
    this.listeners[news]?.(detail);
  }
}

/** By the name under which the socket client looks for it. */
export const transports = { websocket: WebsocketTransport };
