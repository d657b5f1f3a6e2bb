/** Strings that try to become markup, script, style, address or direction: ways out of a place times what to do then. */

/** Ends of whatever the string may have been put into. */
const WAYS_OUT = [
  '',
  '">',
  "'>",
  '`>',
  '</title>',
  '</style>',
  '</script>',
  '</textarea>',
  '</select>',
  '</option>',
  '</template>',
  '</noscript>',
  '-->',
  ']]>',
  '*/',
  '</p></main></body>',
  '" ',
  "' ",
  '\\"',
  '}}',
  '\u202e',
  '&lt;/p&gt;',
  '%22%3E',
  '\uff1e',
  '{"a":"',
];

/** What it does once it is out; each sets a mark on the window or asks another host. */
const ACTS = [
  '<script>window.ran=1</script>',
  '<img src=x onerror=window.ran=1>',
  '<svg onload=window.ran=1>',
  '<svg><script>window.ran=1</script></svg>',
  '<svg><use href="//elsewhere.example/x.svg#a"/></svg>',
  '<iframe src="javascript:window.ran=1"></iframe>',
  '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
  '<object data="//elsewhere.example/x"></object>',
  '<link rel=stylesheet href=//elsewhere.example/x.css>',
  '<style>@import "//elsewhere.example/x.css";</style>',
  '<meta http-equiv="refresh" content="0;url=//elsewhere.example/">',
  '<base href="//elsewhere.example/">',
  '<details open ontoggle=window.ran=1>',
  '<input autofocus onfocus=window.ran=1>',
  '<a href="javascript:window.ran=1">press</a>',
  'onmouseover=window.ran=1 style=position:fixed;inset:0',
  '<math><mi xlink:href="javascript:window.ran=1">x</mi></math>',
  '<video><source onerror=window.ran=1></video>',
  '<form action="//elsewhere.example/"><button>go</button></form>',
  '{{constructor.constructor("window.ran=1")()}}',
];

/** So many different hostile strings. */
export function hostileStrings(n: number): readonly string[] {
  const all = ACTS.flatMap((act) => WAYS_OUT.map((way) => `${way}${act}`));
  return [...new Set(all)].slice(0, n);
}
