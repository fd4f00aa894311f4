import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { createHttpHeaders } from '@azure/core-rest-pipeline';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { azureConfig } from '../../src/azure/azure-config.ts';
import { connectAzure } from '../../src/azure/connect-azure.ts';
import { systemClock } from '../../src/model/clock.ts';
import { selfSigned } from './certificate.ts';

const clusterId = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/prod-weu';
const [api, client, stranger] = [selfSigned(), selfSigned(), selfSigned()];
const base64 = (text: string) => Buffer.from(text).toString('base64');

let server: Server;
let handshakes = 0;
let clientCertificates: (string | undefined)[] = [];

beforeAll(async () => {
  server = createServer({ ...api, requestCert: true, rejectUnauthorized: false }, (request, response) => {
    clientCertificates.push((request.socket as TLSSocket).getPeerCertificate()?.raw?.toString('base64'));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ metadata: {}, items: [{ metadata: { name: 'payments-api-1' } }] }));
  });
  server.on('secureConnection', () => {
    handshakes++;
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
});
beforeEach(() => {
  handshakes = 0;
  clientCertificates = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The gateway as production has it: the kubeconfig says where the API server is, and nothing leads elsewhere. */
function kubernetes(authority: string) {
  const { port } = server.address() as AddressInfo;
  const kubeconfig = `current-context: it
contexts: [{ name: it, context: { cluster: it, user: me } }]
clusters: [{ name: it, cluster: { server: 'https://localhost:${port}', certificate-authority-data: ${base64(authority)} } }]
users: [{ name: me, user: { client-certificate-data: ${base64(client.cert)}, client-key-data: ${base64(client.key)} } }]
`;
  const body = JSON.stringify({ kubeconfigs: [{ name: 'it', value: base64(kubeconfig) }] });
  return connectAzure({
    credential: { getToken: async () => ({ token: 'token', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    transport: {
      httpClient: {
        sendRequest: async (request) => ({
          request,
          status: 200,
          headers: createHttpHeaders({ 'content-type': 'application/json' }),
          bodyAsText: body,
        }),
      },
    },
    clock: systemClock,
    log: pino({ level: 'silent' }),
    config: azureConfig.parse({}),
  }).until(new AbortController().signal).kubernetes;
}

it("trusts the cluster's own authority, shows the kubeconfig's certificate, and shakes hands once", async () => {
  const gateway = kubernetes(api.cert);

  for (let i = 0; i < 3; i++) await expect(gateway.list(clusterId, 'pods')).resolves.toHaveLength(1);

  expect(handshakes).toBe(1);
  const shown = client.cert.replace(/-----[^-]+-----|\n/g, '');
  expect(clientCertificates).toEqual([shown, shown, shown]);
});

it('does not speak to an API server that another authority signed', async () => {
  await expect(kubernetes(stranger.cert).list(clusterId, 'pods')).rejects.toMatchObject({ reason: 'unreachable' });

  expect(clientCertificates).toEqual([]);
});
