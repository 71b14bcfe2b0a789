import { expect, test } from 'vitest';
import { targetPlace } from '../../src/checks/target-place.ts';

test('a target is where it is, whatever it is called and however it is spelt', () => {
  const place = (url: string, kind: 'embedded' | 'sandbox' = 'sandbox') => targetPlace({ kind, url });
  expect(place('https://API.example.com/v2///')).toBe('api.example.com/v2');
  expect(place('https://api.example.com')).toBe('api.example.com');
  expect(place('https://api.example.com:8443/a//b/')).toBe('api.example.com:8443/a//b');
  expect(place('http://127.0.0.1:4010', 'embedded')).toBe('embedded');
  expect(place('no url/')).toBe('no url/');
});
