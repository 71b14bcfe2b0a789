/** True when a documented key such as `400`, `4XX` or `default` covers a status. */
export function covers(key: string, status: number): boolean {
  return key === 'default' || key === String(status) || key === `${Math.floor(status / 100)}XX`;
}
