import { expect, it } from 'vitest';
import { routeEntries } from '../../../src/diagnosis/routing/route-entries.ts';

const entriesOf = (text: string) =>
  routeEntries(
    text.split('\n').map((value, index) => ({ where: `line ${index + 1}`, value, filled: value, isLine: true })),
  ).map(({ path, host, port }) => `${path} -> ${host}${port ? `:${port}` : ''}`);

it("reads a Spring gateway's routes, id, uri and predicate in any order", () => {
  const text = `routes:
  - id: cart
    uri: lb://cart-service
    predicates:
      - Path=/api/cart/**
  - id: orders
    predicates:
      - Path=/api/orders/**
    uri: http://order-service:8080`;

  expect(entriesOf(text)).toEqual(['/api/cart/** -> cart-service', '/api/orders/** -> order-service:8080']);
});

it("reads nginx's locations, and takes a named group for its first server", () => {
  const text = `upstream pool {
  server cart:7070;
}
server {
  location /none { return 404; }
  location /cart { proxy_pass http://pool; }
  location /orders {
    proxy_pass http://order:8080/;
  }
}`;

  expect(entriesOf(text)).toEqual(['/cart -> cart:7070', '/orders -> order:8080']);
});

it('makes no routes of a file that has none', () => {
  expect(entriesOf('server:\n  port: 8080\nspring:\n  application:\n    name: cart')).toEqual([]);
});
