/** Text that tries what people, images and log lines can try on a card: it must show as it is and do nothing. */
export const hostile = {
  markdown: '**bold** _it_ [Reset your password](https://evil.example/login) # heading `code` ~~x~~',
  mention: '<at>Ann</at> <at id="1">everyone</at> < / at >',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template expression as text is what this tries.
  template: '${subject.name} {{DATE(2026-11-25T00:00:00Z,SHORT)}} ${json($root)}',
  bidi: 'safe\u202Egnp.exe\u202C \u2066x\u2069 nul\u0000bell\u0007esc\u001b[31mred zero\u200Bwidth \uD800lone',
  html: '<img src=x onerror=alert(1)><script>alert(1)</script> &lt;b&gt; "quotes" \\ back',
} as const;

/** All of it in one string. */
export const hostileText = Object.values(hostile).join(' | ');
