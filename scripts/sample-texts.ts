/**
 * The words of the three sample documents that are not plain text. Everything is invented: states,
 * bodies, people, dates, numbers. The other sample texts lie as files in sample/documents.
 */

/** An answer of the holder's ministry of justice to a member of its parliament. */
export const MINISTRY_REPLY: readonly string[] = [
  'REPUBLIC OF BERRAND',
  'Ministry of Justice',
  'Estrec, 14 March 2025, No. 118/2025',
  'Reply to the written question of Deputy Ketta Marlow on citizens of the Republic of Orlavia in custody',
  '1. As of 1 March 2025, the Ministry of Justice holds 21 citizens of Orlavia in its prisons.',
  '2. Fourteen of them have been sentenced by the Estrec Military Court and seven are awaiting trial. Parts of the hearings were closed to the public in order to protect State secrets.',
  '3. The Ministry describes the 21 persons as members of sabotage groups. They were detained on the territory of Berrand and are not prisoners of war.',
  '4. The Ministry declines to name the prisons in which they are held, for reasons of security.',
  '5. Persons whom the armed forces may be holding are not the responsibility of this Ministry. The Ministry does not know their number.',
  '6. No citizen of Orlavia has died in the prisons of the Ministry. One prisoner was transferred to the prison hospital in Estrec in January 2025.',
  '7. Delegates of the International Committee of the Red Cross visited the prisoners in February 2025. Each prisoner may send two letters a month.',
  '8. As to the question why families have received no letters since December, the Ministry has asked the State Postal Service for an explanation.',
  'For the Minister: Orvin Talleck, Head of the Parliamentary Office',
];

/** A refusal by the holder's prosecutor, with a reason and a referral. */
export const REFUSAL_LETTER: readonly string[] = [
  'Republic of Berrand',
  'Office of the Prosecutor General',
  'Estrec, 2 May 2025',
  'Ref. 7/1146-25',
  'To the Lantern Rights Centre, Marivol',
  'Subject: your request of 3 April 2025',
  'You asked for a list of the citizens of Orlavia against whom criminal proceedings are pending, for the number of persons in custody, and for permission to have them examined by independent doctors.',
  'The Office of the Prosecutor General refuses to provide the list. The cases are under investigation, and the file of an investigation is secret until it is before a court.',
  'Your question about the number of persons in custody was referred to the Ministry of Justice on 10 April 2025.',
  'The request for a visit by independent doctors is rejected. All the accused receive medical care from the prison service, and no complaint of ill-treatment has been received by this Office.',
  'The accused are represented by lawyers appointed by the State. The names of these lawyers are not disclosed, for their own safety.',
  'No appeal lies against this letter.',
  'Senior Prosecutor R. Ostrand',
];

/** Two exiles tell a rights centre what they could learn about closed hearings. */
export const TRIAL_NOTES = {
  headers: [
    'From: Darel and Minna Osvik <osvik@trial-notes.example>',
    'To: Desk <desk@lantern.example>',
    'Date: Mon, 16 Jun 2025 18:20:00 +0000',
    'Subject: Estrec Military Court: what we could learn, April to June 2025',
    'Message-ID: <notes-2025-06-16@trial-notes.example>',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ],
  body: [
    'Dear colleagues,',
    '',
    'None of the hearings below was open. We have not been in the courtroom and cannot go there. We follow the trials from abroad, through court notices, State television and two relatives. Please keep these limits beside every line you use.',
    '',
    '8 April 2025. The trial of Orsen Haldemor and three other Orlavian soldiers began before the Estrec Military Court. The hearing was closed. Two reporters were turned away.',
    '',
    '22 April 2025. The court sentenced Hanek Morvek to 15 years in prison for sabotage. The hearing lasted less than an hour. His lawyer did not speak.',
    '',
    '13 May 2025. The hearing in the case of Levko Tesvik was postponed. In a telephone call on 4 May he told his sister that he had been beaten in Prison No. 4. She asked us to write this down.',
    '',
    '5 June 2025. The appeal of Garin Sotterin was rejected behind closed doors. His family learned of it from the television.',
    '',
    '11 June 2025. State television showed Ilmar Kelvane reading a confession from a sheet of paper. We believe that he was forced to read it.',
    '',
    'How many more trials have been held that we know nothing about? We have notes on 14 defendants. There must be others.',
    '',
    'We asked the court twice for copies of the judgments. The court has not answered.',
    '',
    'With greetings,',
    'Darel and Minna',
  ],
} as const;
