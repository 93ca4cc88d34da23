export type Language = 'zh' | 'en';

/** The language of an answer's sentences by `Accept-Language`; Chinese unless English is preferred. */
export function preferredLanguage(header: string | undefined): Language {
  if (!header || header.length > 200) return 'zh';
  const quality = { zh: 0, en: 0 };
  for (const range of header.toLowerCase().split(',')) {
    const [tag = '', ...parameters] = range.trim().split(';');
    const language = tag === '*' ? 'zh' : tag.slice(0, 2);
    if (language !== 'zh' && language !== 'en') continue;
    const weight = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='));
    quality[language] = Math.max(quality[language], weight ? Number(weight.slice(2)) || 0 : 1);
  }
  return quality.en > quality.zh ? 'en' : 'zh';
}
