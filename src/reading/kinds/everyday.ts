/**
 * Sentences about everyday affairs that stand in a text about persons held: the mayor's budget, a match, a recipe. The
 * words of asking, visiting, judging and suffering fit them as well, and none of it is about anyone held.
 */
import type { Scene } from '../scene.ts';

const EVERYDAY =
  /\b(?:budgets?|tax(?:es|payers)?|mortgages?|banks?|invoices?|shareholders?|customers?|tenants?|subscribers?|turnover|inflation|prices?|salar(?:y|ies)|wages|pensions?|stock exchange|bridges?|motorways?|pipelines?|sewers?|timetables?|parking|tram(?:s|way)?|metro|airports?|airlines?|tourists?|hotels?|restaurants?|caf[eé]s?|baker(?:y|ies)|chefs?|recipes?|vineyards?|wines?|brewer(?:y|ies)|harvests?|orchards?|crops?|dairy|greenhouses?|gardens?|gardeners?|florists?|seeds?|swings|playgrounds?|kindergartens?|pupils|homework|exams?|school (?:photo\w*|play|trip|board|concert)|universit(?:y|ies) (?:rector|degree|fees)|librar(?:y|ies)|museums?|galler(?:y|ies) (?:of|owner)|exhibitions?|theatres?|operas?|orchestras?|cellists?|pianists?|choirs?|concerts?|films?|cinemas?|festivals?|carnivals?|parades?|novels?|poets?|critics|football|goalkeepers?|referees?|match(?:es)?|stadiums?|championships?|tournaments?|marathons?|runners?|cyclists?|coach(?:es)?|chess|zoos?|circus(?:es)?|pets?|dentists?|diets?|fitness|weather|snow(?:fall)?|rainfall|hail|boilers?|gas meters?|electricity bills?|plumbers?|roofs?|paint(?:ers|work)?|furniture|washing machines?|software|smartphones?|engines?|car (?:makers?|dealers?|insurance)|road safety|speed limits?|alphabet|grammar|weddings?|birthdays?|anniversar(?:y|ies)|lotter(?:y|ies)|auctions?|real estate|shops?|supermarkets?|markets?|fairs?|bus(?:es)?|taxis?|bicycles?|ski(?:ing|ers?)|swimming|beach(?:es)?|playwrights?|painters?|sculptors?|actors?|singers?|loans?|insurance|dividends?|tariffs?|subsid(?:y|ies)|street l(?:amps|ights|ighting)|rubbish|appointments|appointment|subscriptions?|reservations?|coats? and|fashion)\b/i;

const HELD =
  /\b(?:prison\w*|jail\w*|gaol\w*|camps?|cells?|captiv\w*|captors?|captured?|detain\w*|detention|detainees?|custody|inmates?|internees?|hostages?|arrest\w*|abduct\w*|kidnap\w*|missing|disappear\w*|held|guards?|warders?|wardens?|remand\w*|interrogat\w*|tortur\w*|sentenced|accused|defendants?|verdicts?|tribunal|colon(?:y|ies)|barracks|beaten|wounded|exchange|swap|freed|released?|relatives|sons?|daughters?|brothers?|sisters?|husbands?|wives|wife|mothers?|fathers?|famil(?:y|ies)|lawyers?|counsel|judges?|witness(?:es)?|charges|commandants?|ICRC|Red Cross|ombuds\w+|crew|sailors?|pilots?|soldiers?|officers?|prosecut\w+|consul\w*|embass(?:y|ies)|graves?|fort|ward|him|them)\b/i;

/** True if words, such as the name of a source, are of everyday affairs. */
export function isEverydayName(words: string): boolean {
  return EVERYDAY.test(words) && !HELD.test(words);
}

/** True if the sentence names an everyday affair and nobody and nothing that has to do with persons held. */
export function isEveryday(scene: Scene): boolean {
  return EVERYDAY.test(scene.plain) && !HELD.test(scene.plain) && !scene.pack.captive.test(scene.plain);
}
