package notice

import "strings"

// words are all that notices and their mails say, in one language. In a
// sentence {name} is what it is about, {of} whose it is, {day} the date, {why} the
// reason of who decided.
type words struct {
	lang, date                string
	months                    []string
	person, somebody, company string
	reason, unsaid            string // why something was decided; where nothing was written
	counted                   [6]string
	says                      map[string]Said
	mail                      mailWords
}

// mailWords frame a mail.
type mailWords struct {
	Daily, Hello, Open, Why, Leave string
	Left, LeftSays, Ask, AskSays   string // the page of who unsubscribes
}

var english = words{
	lang: "en", date: "%d %s %d", months: strings.Fields("January February March April May June July August September October November December"),
	person: "of %s", somebody: "of a colleague", company: "of your company",
	reason: "The reason: %s", unsaid: "The reason stands beside it in the portal.",
	counted: [6]string{"certifications that end soon", "in their grace", "ended", "memberships at risk", "suspended", "partners concerned"},
	says: map[string]Said{
		"TRAINING_DUE":                {"{name} is due on {day}", "{name} is due on {day}. Finish it before then."},
		"TRAINING_DUE DUE_IN_3_DAYS":  {"{name} is due in a few days", "Only a few days are left: {name} is due on {day}."},
		"TRAINING_DUE OVERDUE":        {"{name} is overdue", "{name} was due on {day}. Finish it as soon as you can."},
		"CERTIFICATION EXPIRING":      {"{name} ends soon", "Your certification {name} ends soon. It counts until {day}: renew it before then."},
		"CERTIFICATION GRACE":         {"{name} has ended, renew it now", "Your certification {name} has ended. It still counts until {day}, while you renew it."},
		"CERTIFICATION EXPIRED":       {"{name} counts no more", "Your certification {name} counts no more since {day}. Take it again."},
		"TEAM_CERTIFICATION EXPIRING": {"{name} ends soon", "The certification {name} {of} ends soon. It counts until {day}."},
		"TEAM_CERTIFICATION GRACE":    {"{name} has ended", "The certification {name} {of} has ended. It still counts until {day}."},
		"TEAM_CERTIFICATION EXPIRED":  {"{name} counts no more", "The certification {name} {of} counts no more since {day}."},
		"MEMBERSHIP AT_RISK":          {"{name}: your membership is at risk", "Your membership in {name} is at risk, because a requirement is not met any more. It is suspended on {day}, unless all is met again."},
		"MEMBERSHIP SUSPENDED":        {"{name}: your membership is suspended", "Your membership in {name} is suspended, because a requirement is not met any more. It is active again as soon as all is met."},
		"MEMBERSHIP ACTIVE":           {"{name}: your membership is active again", "Your membership in {name} is active again: all requirements are met."},
		"APPROVAL APPROVED":           {"{name}: approved", "Your request for {name} was approved. The copy is being made."},
		"APPROVAL DECLINED":           {"{name}: declined", "Your request for {name} was declined. {why}"},
		"APPROVAL LAPSED":             {"{name}: approved, and not made", "Your request for {name} was approved, but it could not be made: what it was asked for has changed since. What has changed stands beside it in the portal. Ask again."},
		"BULK_RENDER":                 {"{name}: your order is done", "Your order of {name} is done: {made} of {total} copies are there."},
		"BULK_RENDER INCOMPLETE":      {"{name}: your order is done, in part", "Your order of {name} is done: {made} of {total} copies are there. What keeps the others from being made stands beside them in the portal."},
		"DIGEST PORTFOLIO":            {"News of your portfolio", "News of your portfolio: {counts}."},
		"DIGEST CHANNEL":              {"News of the channel", "News of the channel: {counts}."},
	},
	mail: mailWords{Daily: "What is new for you", Hello: "Hello %s,", Open: "Read it in the portal",
		Why:   "You get this because you take part in the partner program. How each kind of notice is mailed is yours to choose in the portal.",
		Leave: "No more mails of this kind", Left: "Done", LeftSays: "Notices of this kind are not mailed to you any more. You still find them in the portal.",
		Ask: "No more mails?", AskSays: "Notices of this kind will not be mailed to you any more. You still find them in the portal."},
}

var german = words{
	lang: "de", date: "%d. %s %d", months: strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
	person: "von %s", somebody: "einer Person in Ihrer Firma", company: "Ihrer Firma",
	reason: "Die Begründung: %s", unsaid: "Der Grund steht im Portal daneben.",
	counted: [6]string{"Zertifizierungen, die bald enden", "in der Nachfrist", "beendet", "gefährdete Mitgliedschaften", "ausgesetzt", "betroffene Partner"},
	says: map[string]Said{
		"TRAINING_DUE":                {"{name} ist am {day} fällig", "{name} ist am {day} fällig. Schließen Sie es vorher ab."},
		"TRAINING_DUE DUE_IN_3_DAYS":  {"{name} ist in wenigen Tagen fällig", "Es bleiben nur noch wenige Tage: {name} ist am {day} fällig."},
		"TRAINING_DUE OVERDUE":        {"{name} ist überfällig", "{name} war am {day} fällig. Schließen Sie es so bald wie möglich ab."},
		"CERTIFICATION EXPIRING":      {"{name} endet bald", "Ihre Zertifizierung {name} endet bald. Sie zählt bis {day}: Erneuern Sie sie vorher."},
		"CERTIFICATION GRACE":         {"{name} ist beendet, jetzt erneuern", "Ihre Zertifizierung {name} ist beendet. Sie zählt noch bis {day}, während Sie sie erneuern."},
		"CERTIFICATION EXPIRED":       {"{name} zählt nicht mehr", "Ihre Zertifizierung {name} zählt seit {day} nicht mehr. Legen Sie sie neu ab."},
		"TEAM_CERTIFICATION EXPIRING": {"{name} endet bald", "Die Zertifizierung {name} {of} endet bald. Sie zählt bis {day}."},
		"TEAM_CERTIFICATION GRACE":    {"{name} ist beendet", "Die Zertifizierung {name} {of} ist beendet. Sie zählt noch bis {day}."},
		"TEAM_CERTIFICATION EXPIRED":  {"{name} zählt nicht mehr", "Die Zertifizierung {name} {of} zählt seit {day} nicht mehr."},
		"MEMBERSHIP AT_RISK":          {"{name}: Ihre Mitgliedschaft ist gefährdet", "Ihre Mitgliedschaft in {name} ist gefährdet, weil eine Anforderung nicht mehr erfüllt ist. Sie wird am {day} ausgesetzt, wenn bis dahin nicht alles wieder erfüllt ist."},
		"MEMBERSHIP SUSPENDED":        {"{name}: Ihre Mitgliedschaft ist ausgesetzt", "Ihre Mitgliedschaft in {name} ist ausgesetzt, weil eine Anforderung nicht mehr erfüllt ist. Sie gilt wieder, sobald alles erfüllt ist."},
		"MEMBERSHIP ACTIVE":           {"{name}: Ihre Mitgliedschaft gilt wieder", "Ihre Mitgliedschaft in {name} gilt wieder: Alle Anforderungen sind erfüllt."},
		"APPROVAL APPROVED":           {"{name}: freigegeben", "Ihre Anfrage zu {name} wurde freigegeben. Das Stück wird jetzt gemacht."},
		"APPROVAL DECLINED":           {"{name}: abgelehnt", "Ihre Anfrage zu {name} wurde abgelehnt. {why}"},
		"APPROVAL LAPSED":             {"{name}: freigegeben, aber nicht gemacht", "Ihre Anfrage zu {name} wurde freigegeben, das Stück konnte aber nicht gemacht werden: Seit der Anfrage hat sich etwas geändert. Was, steht im Portal daneben. Fragen Sie noch einmal an."},
		"BULK_RENDER":                 {"{name}: Ihr Auftrag ist fertig", "Ihr Auftrag zu {name} ist fertig: {made} von {total} Stück sind da."},
		"BULK_RENDER INCOMPLETE":      {"{name}: Ihr Auftrag ist fertig, zum Teil", "Ihr Auftrag zu {name} ist fertig: {made} von {total} Stück sind da. Was die anderen aufhält, steht im Portal bei jedem."},
		"DIGEST PORTFOLIO":            {"Neues aus Ihrem Portfolio", "Neues aus Ihrem Portfolio: {counts}."},
		"DIGEST CHANNEL":              {"Neues aus dem Channel", "Neues aus dem Channel: {counts}."},
	},
	mail: mailWords{Daily: "Neues für Sie", Hello: "Guten Tag %s,", Open: "Im Portal lesen",
		Why:   "Sie erhalten dies, weil Sie am Partnerprogramm teilnehmen. Wie jede Art von Mitteilung verschickt wird, bestimmen Sie im Portal.",
		Leave: "Keine Mails dieser Art mehr", Left: "Erledigt", LeftSays: "Mitteilungen dieser Art werden Ihnen nicht mehr gemailt. Im Portal finden Sie sie weiterhin.",
		Ask: "Keine Mails mehr?", AskSays: "Mitteilungen dieser Art werden Ihnen nicht mehr gemailt. Im Portal finden Sie sie weiterhin."},
}

var french = words{
	lang: "fr", date: "%d %s %d", months: strings.Fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
	person: "de %s", somebody: "d’un membre de votre entreprise", company: "de votre entreprise",
	reason: "La raison : %s", unsaid: "La raison figure à côté, dans le portail.",
	counted: [6]string{"certifications bientôt terminées", "en délai de grâce", "terminées", "adhésions menacées", "suspendues", "partenaires concernés"},
	says: map[string]Said{
		"TRAINING_DUE":                {"{name} : à terminer pour le {day}", "{name} est à terminer pour le {day}. Terminez-le avant cette date."},
		"TRAINING_DUE DUE_IN_3_DAYS":  {"{name} : plus que quelques jours", "Il ne reste que quelques jours : {name} est à terminer pour le {day}."},
		"TRAINING_DUE OVERDUE":        {"{name} : en retard", "{name} était à terminer pour le {day}. Terminez-le dès que possible."},
		"CERTIFICATION EXPIRING":      {"{name} se termine bientôt", "Votre certification {name} se termine bientôt. Elle compte jusqu’au {day} : renouvelez-la avant."},
		"CERTIFICATION GRACE":         {"{name} est terminée, renouvelez-la", "Votre certification {name} est terminée. Elle compte encore jusqu’au {day}, le temps de la renouveler."},
		"CERTIFICATION EXPIRED":       {"{name} ne compte plus", "Votre certification {name} ne compte plus depuis le {day}. Repassez-la."},
		"TEAM_CERTIFICATION EXPIRING": {"{name} se termine bientôt", "La certification {name} {of} se termine bientôt. Elle compte jusqu’au {day}."},
		"TEAM_CERTIFICATION GRACE":    {"{name} est terminée", "La certification {name} {of} est terminée. Elle compte encore jusqu’au {day}."},
		"TEAM_CERTIFICATION EXPIRED":  {"{name} ne compte plus", "La certification {name} {of} ne compte plus depuis le {day}."},
		"MEMBERSHIP AT_RISK":          {"{name} : votre adhésion est menacée", "Votre adhésion à {name} est menacée, car une exigence n’est plus remplie. Elle sera suspendue le {day}, sauf si tout est de nouveau rempli."},
		"MEMBERSHIP SUSPENDED":        {"{name} : votre adhésion est suspendue", "Votre adhésion à {name} est suspendue, car une exigence n’est plus remplie. Elle reprend dès que tout est rempli."},
		"MEMBERSHIP ACTIVE":           {"{name} : votre adhésion est de nouveau active", "Votre adhésion à {name} est de nouveau active : toutes les exigences sont remplies."},
		"APPROVAL APPROVED":           {"{name} : approuvé", "Votre demande pour {name} a été approuvée. La copie est en préparation."},
		"APPROVAL DECLINED":           {"{name} : refusé", "Votre demande pour {name} a été refusée. {why}"},
		"APPROVAL LAPSED":             {"{name} : approuvé, mais pas réalisé", "Votre demande pour {name} a été approuvée, mais la copie n’a pas pu être faite : quelque chose a changé depuis la demande. Le portail dit quoi. Faites une nouvelle demande."},
		"BULK_RENDER":                 {"{name} : votre commande est prête", "Votre commande de {name} est prête, copies faites : {made} sur {total}."},
		"BULK_RENDER INCOMPLETE":      {"{name} : votre commande est prête, en partie", "Votre commande de {name} est prête, copies faites : {made} sur {total}. Ce qui empêche les autres figure à côté de chacune, dans le portail."},
		"DIGEST PORTFOLIO":            {"Nouvelles de votre portefeuille", "Nouvelles de votre portefeuille : {counts}."},
		"DIGEST CHANNEL":              {"Nouvelles du réseau", "Nouvelles du réseau : {counts}."},
	},
	mail: mailWords{Daily: "Du nouveau pour vous", Hello: "Bonjour %s,", Open: "Lire dans le portail",
		Why:   "Vous recevez ce message parce que vous participez au programme partenaire. Vous choisissez dans le portail comment chaque sorte d’avis est envoyée.",
		Leave: "Ne plus recevoir cette sorte de messages", Left: "C’est fait", LeftSays: "Les avis de cette sorte ne vous sont plus envoyés. Vous les trouvez toujours dans le portail.",
		Ask: "Ne plus recevoir de messages ?", AskSays: "Les avis de cette sorte ne vous seront plus envoyés. Vous les trouvez toujours dans le portail."},
}
