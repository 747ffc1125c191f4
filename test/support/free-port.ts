import net from 'node:net';

/** A free port, for a program that must come back on the same one. */
export const freePort = (): Promise<number> => new Promise((done, fail) => {
  const probe = net.createServer();
  probe.once('error', fail);
  probe.listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as net.AddressInfo;
    probe.close(() => done(port));
  });
});
