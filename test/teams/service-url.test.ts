import { describe, expect, it } from 'vitest';
import { isAllowedServiceUrl } from '../../src/teams/service-url.ts';
import { teamsServiceUrls } from '../../src/teams/trust.ts';

describe('a service URL', () => {
  it.each([
    'https://smba.trafficmanager.net/emea/7e7e/',
    'https://smba.trafficmanager.net',
    'https://smba.infra.gcc.teams.microsoft.com/teams',
    'https://europe.botframework.com/',
  ])('of Teams is allowed: %s', (url) => {
    expect(isAllowedServiceUrl(url, teamsServiceUrls)).toBe(true);
  });

  it.each([
    'http://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net:8443/',
    'https://smba.trafficmanager.net.evil.test/',
    'https://evil.test/smba.trafficmanager.net',
    'https://smba.trafficmanager.net@evil.test/',
    'https://user@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net/?to=https://evil.test',
    'https://botframework.com.evil.test/',
    'https://evilbotframework.com/',
    'https://other.trafficmanager.net/',
    'http://127.0.0.1:1/',
    'smba.trafficmanager.net',
    '',
  ])('that leads elsewhere is not: %s', (url) => {
    expect(isAllowedServiceUrl(url, teamsServiceUrls)).toBe(false);
  });

  it('of this machine is allowed at any port when that is what is trusted', () => {
    expect(isAllowedServiceUrl('http://127.0.0.1:56150/_connector', ['http://127.0.0.1:*'])).toBe(true);
    expect(isAllowedServiceUrl('http://127.0.0.2:56150/', ['http://127.0.0.1:*'])).toBe(false);
  });
});
