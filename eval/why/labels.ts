/** Our finding codes in the words of the measured sets; several codes may mean one label. */
export const labels: Readonly<Record<string, string>> = {
  'service-selector-matches-nothing': 'service_selector_mismatch',
};
