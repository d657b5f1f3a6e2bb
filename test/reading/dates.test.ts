import { expect, test } from 'vitest';
import { findDates, resolveDate } from '#reading';

const on = (text: string, published: string | null = '2019-11-14') =>
  findDates(text, published).map(({ edtf, role }) => `${role} ${edtf}`);

test('a season is a season, never a day', () => {
  expect(on('as of the spring of 2023, they are')).toEqual(['as_of 2023-21']);
  expect(on('in the autumn of 2011')).toEqual(['at 2011-23']);
  expect(on('since last autumn')).toEqual(['since 2018-23']);
});

test('a day is accepted only where day, month and year are certain', () => {
  expect(on('on 2 October 2018')).toEqual(['at 2018-10-02']);
  expect(on('on October 2, 2018')).toEqual(['at 2018-10-02']);
  expect(resolveDate('31 February 2020', null)).toBeNull();
});

test('a date without a year is the last one not after the header date', () => {
  expect(on('on 2 October')).toEqual(['at 2019-10-02']);
  expect(on('in December')).toEqual(['at 2018-12']);
  expect(on('on 2 October', null)).toEqual(['at null']);
});

test('weekdays, today and last month are placed by the header date', () => {
  expect(on('on Thursday')).toEqual(['at 2019-11-14']);
  expect(on('on Tuesday')).toEqual(['at 2019-11-12']);
  expect(on('yesterday')).toEqual(['at 2019-11-13']);
  expect(on('last month')).toEqual(['at 2019-10']);
  expect(on('on Thursday', null)).toEqual(['at null']);
});

test('both ends of a range are kept', () => {
  expect(on('between 4 April and 27 May')).toEqual(['between 2019-04-04/2019-05-27']);
  expect(on('between 2006 and 2010')).toEqual(['between 2006/2010']);
  expect(on('from March to May 2020')).toEqual(['between 2020-03/2020-05']);
});

test('parts of a year and of a month are intervals', () => {
  expect(on('in late 2021')).toEqual(['at 2021-10/2021-12']);
  expect(on('mid-May 2022')).toEqual(['at 2022-05-11/2022-05-20']);
  expect(on('by the end of 2018')).toEqual(['by 2018-12-31']);
});

test('a bare number is not a year, and a verb is not a month', () => {
  expect(on('They may hold 2011 men')).toEqual([]);
  expect(on('The men march at dawn')).toEqual([]);
});
