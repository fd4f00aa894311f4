import { Agent, request } from 'node:http';

/** What one spell of load came to. */
export interface Spell {
  turns: number;
  seconds: number;
  /** Of each turn, in milliseconds. */
  latencies: number[];
}

/** Posts activities over so many connections for so long; throws when one is not answered with 200. */
export async function load(o: {
  url: string;
  authorization: string;
  connections: number;
  ms: number;
  activity: () => string;
}): Promise<Spell> {
  const agent = new Agent({ keepAlive: true, maxSockets: o.connections });
  const latencies: number[] = [];
  const start = performance.now();
  const one = async () => {
    while (performance.now() - start < o.ms) {
      const sent = performance.now();
      const status = await post(`${o.url}/api/messages`, o.authorization, o.activity(), agent);
      if (status !== 200) throw new Error(`A turn was answered with ${status}.`);
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: o.connections }, one));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return { turns: latencies.length, seconds, latencies };
}

function post(url: string, authorization: string, body: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
