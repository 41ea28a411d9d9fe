/** What core says in English, in German. `{{name}}` is what core fills in; it stays as it is. */
export const coreSentences: Readonly<Record<string, string>> = {
  // Tools: what they are called, and what they ask.
  Calculate: 'Rechnen',
  'Cancel a timer': 'Timer abbrechen',
  'Find files': 'Dateien suchen',
  'Look at the clock': 'Auf die Uhr sehen',
  'Look at the calendar': 'In den Kalender sehen',
  'Look at the computer': 'Nach dem Computer sehen',
  'List the timers': 'Timer nennen',
  'Open something': 'Etwas öffnen',
  'Read the clipboard': 'Zwischenablage lesen',
  'Read a file': 'Datei lesen',
  'Recall something': 'Sich erinnern',
  'Remember something': 'Sich etwas merken',
  'Set a timer': 'Timer stellen',
  'Copy to the clipboard': 'In die Zwischenablage kopieren',
  'Waits for your answer.': 'Wartet auf Ihre Antwort.',
  'Shall I open {{what}}?': 'Soll ich {{what}} öffnen?',
  'Shall I start {{what}}?': 'Soll ich {{what}} starten?',
  'Shall I read the clipboard?': 'Soll ich die Zwischenablage lesen?',

  // The microphone and the sound.
  'Hark may not use the microphone.': 'Hark darf das Mikrofon nicht benutzen.',
  'Hark may use the microphone, and is not let.': 'Hark darf das Mikrofon benutzen, bekommt es aber nicht.',
  'Click the symbol left of the address, and allow the microphone.':
    'Klicken Sie auf das Symbol links neben der Adresse, und erlauben Sie das Mikrofon.',
  'In System Settings, under Privacy & Security, Microphone, switch Hark on.':
    'Schalten Sie Hark in den Systemeinstellungen unter Datenschutz & Sicherheit, Mikrofon ein.',
  'In Settings, under Privacy & security, Microphone, switch on “Let desktop apps access your microphone”.':
    'Schalten Sie in den Einstellungen unter Datenschutz und Sicherheit, Mikrofon den Zugriff für Desktop-Apps ein.',
  'In Settings, under Privacy, Microphone, or for a Flatpak or Snap in its permissions, allow Hark.':
    'Erlauben Sie es Hark in den Einstellungen unter Privatsphäre, Mikrofon, bei Flatpak oder Snap in dessen Rechten.',
  'No microphone was found.': 'Es wurde kein Mikrofon gefunden.',
  'Connect a microphone, then try again.': 'Schließen Sie ein Mikrofon an, und versuchen Sie es erneut.',
  'The microphone does not answer, or another program is using it.':
    'Das Mikrofon antwortet nicht, oder ein anderes Programm benutzt es.',
  'Close other programs that record, then try again.':
    'Schließen Sie andere Programme, die aufnehmen, und versuchen Sie es erneut.',
  'The chosen microphone is not connected.': 'Das gewählte Mikrofon ist nicht angeschlossen.',
  'Connect it, or choose another microphone in the settings.':
    'Schließen Sie es an, oder wählen Sie in den Einstellungen ein anderes.',
  'The microphone was disconnected.': 'Das Mikrofon wurde getrennt.',
  'What you said until then was kept.': 'Was Sie bis dahin sagten, ist nicht verloren.',
  'Connect it again, or choose another microphone in the settings.':
    'Schließen Sie es wieder an, oder wählen Sie in den Einstellungen ein anderes.',
  '{{name}} records what the computer plays, not what you say.':
    '{{name}} nimmt auf, was der Computer abspielt, nicht was Sie sagen.',
  'Choose a microphone in the settings.': 'Wählen Sie in den Einstellungen ein Mikrofon.',
  'Try again, or choose another microphone in the settings.':
    'Versuchen Sie es erneut, oder wählen Sie in den Einstellungen ein anderes Mikrofon.',
  'Check the microphone in the settings.': 'Prüfen Sie das Mikrofon in den Einstellungen.',
  'The microphone is muted.': 'Das Mikrofon ist stummgeschaltet.',
  'Unmute it first.': 'Heben Sie das zuerst auf.',
  'Playing and recording had failed, and were started again.':
    'Wiedergabe und Aufnahme waren ausgefallen und wurden neu gestartet.',
  'The conversation was kept; what was being said or played may be cut.':
    'Das Gespräch ist erhalten; was gerade gesagt oder gespielt wurde, fehlt vielleicht teilweise.',
  'Say it again.': 'Sagen Sie es noch einmal.',
  'Typing works meanwhile.': 'Schreiben geht solange.',
  'The voice could not be heard in time.': 'Die Stimme war nicht rechtzeitig zu hören.',

  // Who answers.
  'There is no OpenAI key.': 'Es gibt keinen Schlüssel für OpenAI.',
  'Enter a key, or choose "On this computer".':
    'Geben Sie einen Schlüssel ein, oder wählen Sie „Dieser Computer“.',
  'Your settings were kept.': 'Ihre Einstellungen sind erhalten.',
  'The key used until now was kept.': 'Der bisherige Schlüssel ist erhalten.',
  'Copy the key again from the page that made it.':
    'Kopieren Sie den Schlüssel noch einmal von der Seite, die ihn erstellt hat.',
  'The stored key could not be read.': 'Der gespeicherte Schlüssel war nicht lesbar.',
  'Enter the key again.': 'Geben Sie den Schlüssel noch einmal ein.',
  'The server refused the key (HTTP {{status}}).':
    'Der Server hat den Schlüssel abgelehnt (HTTP {{status}}).',
  'Check the key in the settings.': 'Prüfen Sie den Schlüssel in den Einstellungen.',
  'The account of the key has no credit left (HTTP {{status}}).':
    'Das Konto zum Schlüssel hat kein Guthaben mehr (HTTP {{status}}).',
  'Check the plan and the billing of the account.': 'Prüfen Sie Tarif und Abrechnung des Kontos.',
  'The server has no such model (HTTP {{status}}).': 'Dieses Modell hat der Server nicht (HTTP {{status}}).',
  'Choose another model in the settings.': 'Wählen Sie in den Einstellungen ein anderes Modell.',
  'No server answers at this address.': 'Unter dieser Adresse antwortet kein Server.',
  'The name of the server could not be found.': 'Der Name des Servers wurde nicht gefunden.',
  'There is no network.': 'Es gibt kein Netz.',
  'The server does not know this address or model (HTTP 404).':
    'Der Server kennt diese Adresse oder dieses Modell nicht (HTTP 404).',
  'Check the server address and the model in the settings.':
    'Prüfen Sie Adresse und Modell in den Einstellungen.',
  'The server answered with HTTP {{status}} instead of a connection.':
    'Der Server hat mit HTTP {{status}} geantwortet statt mit einer Verbindung.',
  'The certificate of the server is not trusted ({{code}}).':
    'Dem Zertifikat des Servers wird nicht vertraut ({{code}}).',
  'Check the server address; a server of your own needs a certificate this computer trusts.':
    'Prüfen Sie die Adresse; ein eigener Server braucht ein Zertifikat, dem dieser Computer vertraut.',
  'What answers at this address speaks another protocol.':
    'Was unter dieser Adresse antwortet, spricht ein anderes Protokoll.',
  'The server took the connection and began no session.':
    'Der Server hat die Verbindung angenommen und keine Sitzung begonnen.',
  'Check the server address: what answers there may not speak the Realtime protocol.':
    'Prüfen Sie die Adresse: Was dort antwortet, spricht womöglich das Realtime-Protokoll nicht.',
  'Choose the other protocol in the settings, or check both models.':
    'Wählen Sie in den Einstellungen das andere Protokoll, oder prüfen Sie beide Modelle.',
  'The server did not answer in time.': 'Der Server hat nicht rechtzeitig geantwortet.',
  'The server ended the connection.': 'Der Server hat die Verbindung beendet.',
  'The connection was lost (close code {{code}}).': 'Die Verbindung ist abgerissen (Code {{code}}).',
  'Check the network and try again.': 'Prüfen Sie das Netz, und versuchen Sie es erneut.',
  'Check the network and the server address.': 'Prüfen Sie das Netz und die Adresse des Servers.',
  'Check the server address.': 'Prüfen Sie die Adresse des Servers.',
  'Everything said so far is kept.': 'Alles bisher Gesagte ist erhalten.',
  'Wait until Hark is connected.': 'Warten Sie, bis Hark verbunden ist.',

  // The history, the settings and the rest.
  'There is nothing to send.': 'Es gibt nichts zu senden.',
  'There is no answer yet.': 'Es gibt noch keine Antwort.',
  'That timer is not running any more.': 'Dieser Timer läuft nicht mehr.',
  'That question is not open any more.': 'Diese Frage ist nicht mehr offen.',
  'That conversation is not in the history any more.': 'Dieses Gespräch ist nicht mehr im Verlauf.',
  'The settings could not be saved: {{detail}}':
    'Die Einstellungen konnten nicht gespeichert werden: {{detail}}',
  'They are in use and saving is tried again.': 'Sie gelten, und das Speichern wird wiederholt.',
  'All other settings were kept.': 'Alle anderen Einstellungen sind erhalten.',
  'Check that the disk is not full.': 'Prüfen Sie, ob die Festplatte voll ist.',
  'Hark ended while it was busy with "{{what}}". It may or may not have been done.':
    'Hark endete, während es mit „{{what}}“ beschäftigt war. Ob es getan ist, ist ungewiss.',
  'It is not tried again by itself.': 'Es wird nicht von selbst wiederholt.',
  'Check, and ask again if needed.': 'Sehen Sie nach, und bitten Sie gegebenenfalls noch einmal darum.',
  'A window of Hark had crashed, and was opened again.':
    'Ein Fenster von Hark war abgestürzt und wurde wieder geöffnet.',
  'Hark does not answer.': 'Hark antwortet nicht.',
  'Try again.': 'Versuchen Sie es erneut.',
  'Wait a moment.': 'Warten Sie einen Moment.',

  // Hotkeys: who hears them, and why not.
  'Keyboard hook': 'Tastatur-Hook',
  'Desktop portal': 'Desktop-Portal',
  'KDE shortcuts': 'Kürzel von KDE',
  'This desktop is not KDE.': 'Dieser Desktop ist nicht KDE.',
  'Another program has this key.': 'Ein anderes Programm hat diese Taste.',
  'System shortcut': 'Kürzel des Systems',
  '{{keys}} is used by another program.': '{{keys}} gehört einem anderen Programm.',
  'It hears modifiers only with another key.':
    'So sind Ctrl, Alt und Umschalt nur mit einer weiteren Taste zu hören.',
  'The desktop gave it no key.': 'Der Desktop hat dafür keine Taste gegeben.',
  'There is no X11 display.': 'Es gibt keine X11-Anzeige.',
  'There is no session bus.': 'Es gibt keinen Sitzungsbus.',
  'Only Linux desktops have portals.': 'Portale gibt es nur unter Linux.',
  'Wayland shows no program the keys of another.': 'Wayland zeigt keinem Programm die Tasten eines anderen.',
  'uiohook-napi is not installed.': 'uiohook-napi ist nicht installiert.',
  'macOS does not let Hark see keys: allow it under Accessibility.':
    'macOS lässt Hark keine Tasten sehen: Erlauben Sie es unter Bedienungshilfen.',
  'The shortcut for “{{action}}” does not work: {{reason}}':
    'Das Kürzel für „{{action}}“ geht nicht: {{reason}}',
  'The buttons of the window and the tray still work.':
    'Die Knöpfe des Fensters und der Infobereich gehen weiter.',
  'Choose another shortcut in the settings.': 'Wählen Sie in den Einstellungen ein anderes Kürzel.',
  '{{wanted}} was unavailable for “{{action}}”, using {{bound}}.':
    '{{wanted}} war für „{{action}}“ nicht zu haben; benutzt wird {{bound}}.',
  'What you chose is kept, and tried again at the next start.':
    'Ihre Wahl ist erhalten und wird beim nächsten Start wieder versucht.',
  'Choose another shortcut in the settings, or free that one.':
    'Wählen Sie in den Einstellungen ein anderes Kürzel, oder geben Sie dieses frei.',
};
