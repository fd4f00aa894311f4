import { expect, it } from 'vitest';
import { callerAddressWrong } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, logOf, service } from '../cluster.ts';
import { now, workload } from '../given.ts';

const judge = (...parts: Parameters<typeof clusterOf>) =>
  callerAddressWrong.judge(clusterOf(...parts) as never, workload('web'), now);
const calling = (value: string, name = 'CART_ADDR') => app('web', { container: { env: [{ name, value }] } });
const cart = [app('cart', { container: { ports: [{ containerPort: 8080 }] } }), service('cart', { port: 7070 })];

it('blames a name that is one letter off, and names the Service that exists', () => {
  const line = 'dial tcp: lookup carts on 10.0.0.10:53: no such host';
  const [finding] = judge(...cart, calling('carts:7070'), logOf('web-1a2b3c-0', [line]));

  expect(finding?.sentence).toBe(
    'web calls carts:7070 (variable CART_ADDR of container web), but there is no such Service; there is cart.',
  );
  expect(finding?.suggestions[0]?.text).toContain('to cart:7070');
  expect(finding?.quotes.map(({ text }) => text)).toEqual(['carts:7070', line]);
  expect(finding?.confidence).toBeGreaterThan(0.9);
});

it('blames a port that the Service does not have', () => {
  const [finding] = judge(...cart, calling('cart:7071'));

  expect(finding?.sentence).toContain('but Service cart has port 7070');
  expect(finding?.suggestions[0]?.text).toContain('to cart:7070');
});

it('blames an address that leads to another Service than its variable speaks of', () => {
  const [finding] = judge(...cart, app('stock'), service('stock'), calling('stock:80', 'CART_SERVICE_ADDR'));

  expect(finding?.sentence).toContain('though the variable is named after Service cart');
});

it('is silent about right addresses, addresses outside, and a port that the Service should have', () => {
  expect(judge(...cart, calling('cart:7070'))).toEqual([]);
  expect(judge(...cart, calling('cart.shop.svc.cluster.local:7070'))).toEqual([]);
  expect(judge(...cart, calling('api.example.com:443'))).toEqual([]);
  expect(judge(...cart, calling('cart:8080'))).toEqual([]);
});

it('only guesses about a name that nothing resembles and nobody complains about', () => {
  expect(judge(...cart, calling('assistant:80'))[0]?.confidence).toBeLessThan(0.35);
});

it('blames a domain in which the Service is not, once the look-up fails', () => {
  const line = 'dial tcp: lookup cart.staging on 10.0.0.10:53: no such host';
  const call = calling('cart.staging:7070');

  expect(judge(...cart, call)[0]?.confidence).toBeLessThan(0.35);
  expect(judge(...cart, call, logOf('web-1a2b3c-0', [line]))[0]).toMatchObject({
    confidence: 0.9,
    sentence: expect.stringContaining('but Service cart is in namespace shop'),
  });
});

it('reads a lone host where its variable says that it is one', () => {
  expect(judge(...cart, calling('carts', 'CART_HOST'))[0]?.suggestions[0]?.text).toContain('to cart.');
  expect(judge(...cart, calling('carts', 'MODE'))).toEqual([]);
});
