import { connect, type Socket } from 'node:net';

/** What came of a number of requests. */
export interface Load {
  seconds: number;
  /** Of each request that was answered, in milliseconds. */
  latencies: number[];
  /** Indices of the bodies that were acknowledged. */
  acknowledged: number[];
}

/**
 * Posts bodies over so many connections, each one request at a time. Over bare sockets and with requests made before:
 * node's own client takes more of the processor than what is measured. An answer that is no success throws; a connection
 * that breaks ends its part, which only a kill brings about.
 */
export async function load(o: {
  port: number;
  path: string;
  headers: Record<string, string>;
  bodies: readonly string[];
  connections: number;
  /** Told after each answer. */
  onAnswer?: (answered: number) => void;
}): Promise<Load> {
  const fields = Object.entries({ host: `127.0.0.1:${o.port}`, 'content-type': 'application/json', ...o.headers });
  const head = `POST ${o.path} HTTP/1.1\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}`;
  const requests = o.bodies.map((body) =>
    Buffer.from(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`),
  );
  const result: Load = { seconds: 0, latencies: [], acknowledged: [] };
  let next = 0;
  const sockets = await Promise.all(Array.from({ length: o.connections }, () => opened(o.port)));
  const started = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      for (let index = next++; index < requests.length; index = next++) {
        const sent = performance.now();
        const status = await exchange(socket, requests[index] ?? Buffer.alloc(0));
        if (status === undefined) return;
        if (status < 200 || status > 299) throw new Error(`Alerts were answered with ${status}.`);
        result.latencies.push(performance.now() - sent);
        result.acknowledged.push(index);
        o.onAnswer?.(result.acknowledged.length);
      }
    }),
  );
  result.seconds = (performance.now() - started) / 1000;
  for (const socket of sockets) socket.destroy();
  return result;
}

function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** The status of the answer, which must come with its length; undefined when the connection breaks. */
function exchange(socket: Socket, request: Buffer): Promise<number | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const end = (status: number | undefined) => {
      socket.off('data', take);
      socket.off('close', broken);
      socket.off('error', broken);
      resolve(status);
    };
    const broken = () => end(undefined);
    const take = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const body = text.indexOf('\r\n\r\n') + 4;
      if (body < 4) return;
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text.slice(0, body))?.[1] ?? 0);
      if (text.length - body >= length) end(Number(text.slice(9, 12)));
    };
    socket.on('data', take);
    socket.on('close', broken);
    socket.on('error', broken);
    socket.write(request);
  });
}
