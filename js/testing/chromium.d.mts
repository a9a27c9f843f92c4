export function findChromium(
  environment?: Readonly<Record<string, string | undefined>>,
  isExecutable?: (path: string) => boolean,
): { path: string; missing?: undefined } | { path?: undefined; missing: string };
