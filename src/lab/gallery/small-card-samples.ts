import { helpCard } from '../../cards/help.ts';
import { noticeCard } from '../../cards/notice.ts';
import { pickerCard } from '../../cards/picker.ts';
import { progressCard } from '../../cards/progress.ts';
import { hostile, hostileText } from './hostile.ts';
import { press, type Sample } from './sample.ts';

const help = {
  title: 'Ask me about a cluster, an image or a workload',
  intro: 'Mention me with one of these lines. In a thread I remember what it is about.',
  entries: [
    { usage: 'why [symptom] <workload>', summary: 'Why a workload fails, with the evidence' },
    { usage: 'cluster health [name]', summary: 'Nodes, pods, use, restarts and alerts of a cluster' },
    { usage: 'scan image <repository[:tag]>', summary: "Defender's findings for an image, and where it runs" },
    { usage: 'use cluster <name> [ns <namespace>]', summary: "Sets this channel's defaults" },
    { usage: 'help [verb]', summary: 'This card, or one verb with examples' },
  ],
  notes: ['Narrow any question with cluster=<name> or ns=<namespace>.'],
  buttons: [
    press('why OOMKilled payments-api'),
    press('cluster health prod-weu'),
    press('scan image payments-api:1.8'),
  ],
};
const choice = (label: string, detail: string) => ({ label, detail, button: press(label) });
const picker = {
  question: 'Which payments-api?',
  choices: [
    choice('prod-weu / payments / payments-api', 'Deployment, 3 pods'),
    choice('prod-neu / payments / payments-api', 'Deployment, 3 pods'),
    choice('stage-weu / payments / payments-api', 'Deployment, 1 pod'),
  ],
  more: 0,
};
const long = 'a-very-long-name-that-somebody-chose-'.repeat(12);

/** The samples of the cards that tell, ask and wait. */
export const smallCardSamples: Sample[] = [
  { card: 'help', sample: 'usual', make: () => helpCard(help) },
  {
    card: 'help',
    sample: 'empty',
    make: () =>
      helpCard({
        title: 'There is nothing you may ask here',
        intro: 'Ask your platform team for a role.',
        entries: [],
        notes: [],
        buttons: [],
      }),
  },
  {
    card: 'help',
    sample: 'worst case',
    make: () =>
      helpCard({
        ...help,
        entries: Array.from({ length: 40 }, () => help.entries)
          .flat()
          .slice(0, 40),
        buttons: Array.from({ length: 12 }, (_, i) => press(`Example ${i}`)),
      }),
  },
  {
    card: 'help',
    sample: 'hostile text',
    make: () =>
      helpCard({
        title: hostileText,
        intro: hostileText,
        entries: [{ usage: hostileText, summary: hostileText }],
        notes: [hostileText],
        buttons: [press(hostile.markdown), { title: 'evil', url: 'https://evil.example' }],
      }),
  },
  {
    card: 'notice',
    sample: 'usual',
    make: () =>
      noticeCard({
        level: 'good',
        title: 'This channel now means prod-weu / payments',
        text: 'Questions without cluster= or ns= go there.',
        buttons: [press('cluster health')],
      }),
  },
  {
    card: 'notice',
    sample: 'refused',
    make: () =>
      noticeCard({
        level: 'warning',
        title: 'You may not ask that',
        text: '"why" needs the role viewer.',
        next: 'Ask an administrator of Watchkeeper for it.',
        buttons: [],
      }),
  },
  {
    card: 'notice',
    sample: 'policy of a change',
    make: () =>
      noticeCard({
        level: 'info',
        title: 'restart of prod-weu / payments / payments-api',
        text: 'Rule "production" decides.',
        lines: [
          'Whoever has the role operator there may ask for it, and must say why.',
          'It needs one approval, from whoever has the role approver there; whoever asks may not approve it himself.',
          'It runs only within nights: next from 2026-11-25 20:00 UTC.',
          'A proposal expires after 1h.',
        ],
        buttons: [],
      }),
  },
  {
    card: 'notice',
    sample: 'did you mean',
    make: () =>
      noticeCard({
        level: 'info',
        title: 'I do not know "clutser health"',
        text: 'Did you mean "cluster health"?',
        buttons: [press('cluster health'), press('help')],
      }),
  },
  {
    card: 'notice',
    sample: 'error',
    make: () =>
      noticeCard({
        level: 'attention',
        title: 'Something went wrong on my side',
        text: 'Your question was not answered. It is a fault of mine, not of your cluster.',
        next: 'Ask again; if it happens again, pass on the reference.',
        reference: '7f3a9c12',
        buttons: [press('Ask again')],
      }),
  },
  {
    card: 'notice',
    sample: 'very long',
    make: () =>
      noticeCard({
        level: 'attention',
        title: long,
        text: long.repeat(9),
        next: long,
        reference: long,
        buttons: [press(long)],
      }),
  },
  {
    card: 'notice',
    sample: 'hostile text',
    make: () =>
      noticeCard({
        level: 'warning',
        title: hostileText,
        text: hostileText,
        next: hostileText,
        reference: hostileText,
        buttons: [press(hostileText)],
      }),
  },
  { card: 'picker', sample: 'usual', make: () => pickerCard(picker) },
  {
    card: 'picker',
    sample: 'empty',
    make: () => pickerCard({ question: 'Nothing to pick from', choices: [], more: 0 }),
  },
  {
    card: 'picker',
    sample: 'worst case',
    make: () =>
      pickerCard({
        ...picker,
        choices: Array.from({ length: 40 }, () => picker.choices)
          .flat()
          .slice(0, 40),
        more: 12,
      }),
  },
  {
    card: 'picker',
    sample: 'hostile text',
    make: () =>
      pickerCard({
        question: hostileText,
        choices: [
          choice(hostileText, hostileText),
          { ...choice('evil', 'link'), button: { title: 'evil', url: 'javascript:alert(1)' } },
        ],
        more: 0,
      }),
  },
  {
    card: 'progress',
    sample: 'usual',
    make: () => progressCard({ doing: 'Looking into why payments-api was OOMKilled' }),
  },
  { card: 'progress', sample: 'hostile text', make: () => progressCard({ doing: hostileText }) },
];
