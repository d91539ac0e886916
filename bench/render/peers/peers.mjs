// The peers that are written in JavaScript. One order a line comes in, one turn
// a line goes out; what can be kept warm is kept warm.
import { readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import fontkit from '@pdf-lib/fontkit'
import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'

const dir = process.env.BENCH_RENDER_DIR
const at = (name) => join(dir, name)
const read = (name) => readFileSync(at(name))
const places = JSON.parse(read('places.json'))
const { Logo, Claim, Contact, Code, ClaimText, Lines, PageWidth, PageHeight } = places
sharp.cache(false)
sharp.concurrency(1)

const pages = { flyer: 2, deck: 12 }

// pdf-lib loads the vendor's file each time, because it changes it.
async function pdfLib(kit) {
  const [base, font, logo, code] = [read(kit + '.pdf'), read('font.ttf'), read('logo.png'), read('code.png')]
  return async () => {
    const doc = await PDFDocument.load(base)
    doc.registerFontkit(fontkit)
    const f = await doc.embedFont(font, { subset: true })
    const mark = await doc.embedPng(logo)
    const qr = await doc.embedPng(code)
    for (const page of doc.getPages()) {
      const put = (image, b) => page.drawImage(image, { x: b.X, y: PageHeight - b.Y - b.H, width: b.W, height: b.H })
      put(mark, Logo)
      put(qr, Code)
      page.drawText(ClaimText, { x: Claim.X, y: PageHeight - Claim.Y - 14, size: 14, font: f })
      Lines.forEach((line, i) => page.drawText(line, { x: Contact.X, y: PageHeight - Contact.Y - 9 - i * 11, size: 9, font: f }))
    }
    return Buffer.from(await doc.save())
  }
}

// pdfme takes the vendor's file as its basePdf; it counts in millimetres.
async function pdfme(kit) {
  const { generate } = await import('@pdfme/generator')
  const { text, image } = await import('@pdfme/schemas')
  const mm = (v) => (v * 25.4) / 72
  const field = (name, type, b, more) => ({ name, type, position: { x: mm(b.X), y: mm(b.Y) }, width: mm(b.W), height: mm(b.H), ...more })
  const png = (name) => 'data:image/png;base64,' + read(name).toString('base64')
  const one = [
    field('logo', 'image', Logo), field('code', 'image', Code),
    field('claim', 'text', Claim, { fontSize: 14, fontName: 'f' }), field('contact', 'text', Contact, { fontSize: 9, fontName: 'f' }),
  ]
  const number = pages[kit]
  const schemas = Array.from({ length: number }, (_, i) => one.map((s) => ({ ...s, name: s.name + i })))
  const input = {}
  for (let i = 0; i < number; i++) Object.assign(input, { ['logo' + i]: png('logo.png'), ['code' + i]: png('code.png'), ['claim' + i]: ClaimText, ['contact' + i]: Lines.join('\n') })
  const template = { basePdf: 'data:application/pdf;base64,' + read(kit + '.pdf').toString('base64'), schemas }
  const options = { font: { f: { data: read('font.ttf'), fallback: true, subset: true } } }
  return async () => Buffer.from(await generate({ template, inputs: [input], options, plugins: { text, image } }))
}

// Chromium prints a page of the same picture and words; the browser stays open.
let browser
async function chromium(kit) {
  const { default: puppeteer } = await import('puppeteer-core')
  browser ??= await puppeteer.launch({ executablePath: process.env.BENCH_CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
  const box = (b) => `position:absolute;left:${b.X}pt;top:${b.Y}pt;width:${b.W}pt;height:${b.H}pt`
  const src = (name, type) => `data:image/${type};base64,${read(name).toString('base64')}`
  const sheet = `<section><img style="position:absolute;left:48pt;top:120pt;width:499pt;height:318pt" src="${src('small.jpg', 'jpeg')}">
    <img style="${box(Logo)}" src="${src('logo.png', 'png')}"><img style="${box(Code)}" src="${src('code.png', 'png')}">
    <p style="${box(Claim)};font-size:14pt">${ClaimText}</p><p style="${box(Contact)};font-size:9pt">${Lines.join('<br>')}</p></section>`
  const page = await browser.newPage()
  await page.setContent(`<style>@page{size:A4;margin:0}@font-face{font-family:f;src:url(data:font/ttf;base64,${read('font.ttf').toString('base64')})}
    *{margin:0;font-family:f}section{position:relative;height:${PageHeight - 1}pt;break-after:page}</style>` + sheet.repeat(pages[kit]))
  return async () => Buffer.from(await page.pdf({ preferCSSPageSize: true }))
}

// sharp gets the template as raw pixels, decoded before.
async function picture(kit) {
  const [size, format] = kit.split('-')
  const { data, info } = await sharp(at(size + '.png')).raw().toBuffer({ resolveWithObject: true })
  const logo = read('logo.png')
  const b = places.Pictures[size]
  return async () => {
    const small = await sharp(logo).resize(b.W, b.H, { fit: 'inside' }).png({ compressionLevel: 1 }).toBuffer()
    const out = sharp(data, { raw: info }).composite([{ input: small, left: b.X, top: b.Y }])
    if (format === 'webp') return out.webp({ quality: 86, effort: 2 }).toBuffer() // the method that Portico asks libwebp for
    return format === 'png' ? out.png({ compressionLevel: 6 }).toBuffer() : out.jpeg({ quality: 86 }).toBuffer()
  }
}

const crafts = { 'pdf-lib': pdfLib, pdfme, chromium, sharp: picture }
const known = {}

async function serve({ job, n }) {
  const [kit, how] = job.split('/')
  if (how === 'chromium' && !process.env.BENCH_CHROMIUM) return { skipped: 'chromium is not installed (Debian: chromium)' }
  if (!known[job]) {
    known[job] = await crafts[how](kit)
    await known[job]() // warm
  }
  const ms = []
  let file
  for (let i = 0; i < n; i++) {
    const start = performance.now()
    file = await known[job]()
    ms.push(performance.now() - start)
  }
  const name = at(job.replace('/', '-') + '.' + (kit.includes('-') ? kit.split('-')[1] : 'pdf'))
  writeFileSync(name, file)
  return { ms, stored: file.length, file: name }
}

for await (const line of createInterface({ input: process.stdin })) {
  const turn = await serve(JSON.parse(line)).catch((e) => ({ error: String(e.stack ?? e) }))
  process.stdout.write(JSON.stringify(turn) + '\n')
}
await browser?.close()
