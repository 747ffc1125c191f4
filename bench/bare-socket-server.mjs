// The peer of the gateway bench: socket.io with our transport options and nothing behind it.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { serveClient: false, transports: ['websocket'], perMessageDeflate: false, maxHttpBufferSize: 65_536, pingInterval: 10_000, pingTimeout: 8_000 });
io.on('connection', (socket) => {
  socket.on('message.send', (body, acknowledge) => acknowledge({ ok: true, text: body.text }));
  socket.on('stream', (pieces, acknowledge) => {
    for (let i = 0; i < pieces; i++) socket.emit('chat', { type: 'delta', text: 'word ' });
    acknowledge({ ok: true });
  });
});
http.listen(0, '127.0.0.1', () => console.log(http.address().port));
process.on('SIGTERM', () => io.close(() => process.exit(0)));
