const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that carry nothing for us; quotes turn them into names. */
export const fillers = list(`
  a an the this that these those there it its is are was were be been being am i me my our we us you your u s
  in on at of for to from with by and or so but because about into inside within as
  please pls plz kindly hey hi hello thanks thank ok okay just now again currently still right really actually maybe
  can could would should will shall do does did doing has have had having got get gets getting give gives show me tell
  find out see look looking check want need know let go goes going gone keep keeps kept what which who when where how
  isn't aren't wasn't weren't doesn't don't didn't won't can't isnt doesnt cant wont what's whats how's hows who's whos why's whys it's that's thats there's theres im ive i'd i'm
  everything anything something
  whole entire any some kubectl k -f follow bot watchkeeper named called anyone someone team guys folks all teh thx cheers suddenly constantly always lately recently
`);

/** Words that are never names, and that nothing here understands yet: said, they must not be passed over. */
export const notNames = list(`
  not no never without except yesterday today tonight tomorrow morning evening night week month year last since ago before after until between
  hour hours minute minutes day days weeks min mins h time times once twice
`);

/** Words between a key and its value, or between a preposition and a name. */
export const articles = list('the a an my our your this that named called is');

/** Words that announce a name. */
export const prepositions = list('in on at of for from inside within');

/** Short names that containers and workloads often have: never a slip of a word of ours. */
export const commonNames = list('api web svc');
