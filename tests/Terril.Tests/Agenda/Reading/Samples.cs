namespace Terril.Tests.Agenda.Reading;

/// <summary>Calendars as the usual programs write them, of made-up events.</summary>
internal static class Samples
{
    public const string Google = """
        BEGIN:VCALENDAR
        PRODID:-//Google Inc//Google Calendar 70.9054//EN
        VERSION:2.0
        CALSCALE:GREGORIAN
        METHOD:PUBLISH
        X-WR-CALNAME:Agenda exemple
        X-WR-TIMEZONE:Europe/Paris
        X-WR-CALDESC:Agenda d’une structure exemple
        BEGIN:VEVENT
        DTSTART:20261021T163000Z
        DTEND:20261021T183000Z
        DTSTAMP:20260930T121314Z
        UID:0abc1def2ghi3jkl@google.com
        CREATED:20260901T080000Z
        DESCRIPTION:Au programme :<br><ul><li>la haie</li><li>le sol</li></ul><a hr
         ef="https://terril.example/haie">Le détail</a>
        LAST-MODIFIED:20260902T080000Z
        LOCATION:Maison exemple\, 1 rue du Terril\, 62000 Arras\, France
        SEQUENCE:1
        STATUS:CONFIRMED
        SUMMARY:Conférence : l’eau & le sol
        TRANSP:OPAQUE
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;TZID=Europe/Paris:20261006T180000
        DTEND;TZID=Europe/Paris:20261006T193000
        RRULE:FREQ=MONTHLY;UNTIL=20270131T225959Z;BYDAY=1TU
        EXDATE;TZID=Europe/Paris:20261103T180000
        UID:9zyx8wvu@google.com
        SEQUENCE:0
        STATUS:CONFIRMED
        SUMMARY:Atelier du mardi
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;TZID=Europe/Paris:20261202T180000
        DTEND;TZID=Europe/Paris:20261202T193000
        UID:9zyx8wvu@google.com
        RECURRENCE-ID;TZID=Europe/Paris:20261201T180000
        SEQUENCE:1
        STATUS:CONFIRMED
        SUMMARY:Atelier du mardi\, un mercredi
        END:VEVENT
        END:VCALENDAR
        """;

    public const string Outlook = """
        BEGIN:VCALENDAR
        METHOD:PUBLISH
        PRODID:Microsoft Exchange Server 2010
        VERSION:2.0
        X-WR-CALNAME:Calendrier
        BEGIN:VTIMEZONE
        TZID:Romance Standard Time
        BEGIN:STANDARD
        DTSTART:16010101T030000
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010101T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
        END:DAYLIGHT
        END:VTIMEZONE
        BEGIN:VEVENT
        DESCRIPTION:\n________________________________________________________________________________\nRéunion Microsoft Teams\n
        UID:040000008200E00074C5B7101A82E00800000000EXEMPLE
        SUMMARY;LANGUAGE=fr-FR:Comité du climat
        DTSTART;TZID=Romance Standard Time:20261103T140000
        DTEND;TZID=Romance Standard Time:20261103T153000
        CLASS:PUBLIC
        PRIORITY:5
        DTSTAMP:20261001T090000Z
        TRANSP:OPAQUE
        STATUS:CONFIRMED
        SEQUENCE:2
        LOCATION;LANGUAGE=fr-FR:Réunion Microsoft Teams
        X-MICROSOFT-CDO-APPT-SEQUENCE:2
        X-MICROSOFT-CDO-BUSYSTATUS:BUSY
        X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY
        X-MICROSOFT-CDO-ALLDAYEVENT:FALSE
        X-MICROSOFT-SKYPETEAMSMEETINGURL:https://visio.example/l/reunion
        BEGIN:VALARM
        DESCRIPTION:REMINDER
        TRIGGER;RELATED=START:-PT15M
        ACTION:DISPLAY
        END:VALARM
        END:VEVENT
        BEGIN:VEVENT
        UID:040000008200E00074C5B7101A82E00800000000JOURNEE
        SUMMARY;LANGUAGE=fr-FR:Journée des sols
        DTSTART;VALUE=DATE:20261205
        DTEND;VALUE=DATE:20261207
        X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
        STATUS:CANCELLED
        END:VEVENT
        END:VCALENDAR
        """;

    public const string Thunderbird = """
        BEGIN:VCALENDAR
        PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
        VERSION:2.0
        BEGIN:VTIMEZONE
        TZID:Europe/Paris
        X-TZINFO:Europe/Paris[2026a]
        BEGIN:STANDARD
        TZOFFSETTO:+010000
        TZOFFSETFROM:+000921
        TZNAME:Europe/Paris(STD)
        DTSTART:19110311T000000
        RDATE:19110311T000000
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        CREATED:20260910T120000Z
        LAST-MODIFIED:20260911T120000Z
        DTSTAMP:20260911T120000Z
        UID:3f1c6f0e-0000-4000-8000-000000000001
        SUMMARY:Balade au pied du terril
        ORGANIZER;RSVP=TRUE;CN="Association exemple";PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:contact@terril.example
        RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=SA
        CATEGORIES:Nature,Santé
        DTSTART;TZID=Europe/Paris:20261017T143000
        DURATION:PT2H
        TRANSP:OPAQUE
        X-MOZ-GENERATION:2
        X-MOZ-LASTACK:20261001T000000Z
        DESCRIPTION;ALTREP="data:text/html,%3Cb%3EVenez%3C%2Fb%3E":Venez
        END:VEVENT
        BEGIN:VTODO
        UID:tache
        SUMMARY:Acheter des gants
        END:VTODO
        END:VCALENDAR
        """;

    public const string Nextcloud = """
        BEGIN:VCALENDAR
        CALSCALE:GREGORIAN
        VERSION:2.0
        PRODID:-//IDN nextcloud.com//Calendar app 5.0.0//EN
        X-WR-CALNAME:Commun (exemple)
        REFRESH-INTERVAL;VALUE=DURATION:PT4H
        X-PUBLISHED-TTL:PT4H
        BEGIN:VEVENT
        CREATED:20260901T070000Z
        DTSTAMP:20260901T070500Z
        LAST-MODIFIED:20260901T070500Z
        SEQUENCE:4
        UID:11111111-2222-4333-8444-555555555555
        DTSTART;TZID=Europe/Paris:20261025T013000
        DTEND;TZID=Europe/Paris:20261025T043000
        STATUS:TENTATIVE
        SUMMARY:Nuit de la chouette
        LOCATION:Bois exemple
        GEO:50.291;2.778
        URL;VALUE=URI:https://terril.example/chouette
        X-NC-GROUP-ID:7
        END:VEVENT
        BEGIN:VEVENT
        UID:66666666-7777-4888-8999-000000000000
        DTSTART;TZID=Europe/Paris:20261026T090000
        DTEND;TZID=Europe/Paris:20261026T100000
        CLASS:CONFIDENTIAL
        SUMMARY:Busy
        END:VEVENT
        END:VCALENDAR
        """;

    public const string OpenAgenda = """
        {
          "total": 2, "success": true,
          "agenda": { "uid": 1, "title": "Agenda exemple" },
          "events": [
            {
              "uid": 41234567, "slug": "fete-de-l-energie", "title": { "fr": "Fête de l’énergie", "en": "Energy fair" },
              "description": { "fr": "Une journée pour comprendre." }, "longDescription": { "fr": "Des **ateliers** toute la journée." },
              "keywords": { "fr": ["énergie", "climat"] },
              "timings": [
                { "begin": "2026-10-10T10:00:00.000+0200", "end": "2026-10-10T18:00:00.000+0200" },
                { "begin": "2026-10-11T10:00:00.000+0200", "end": "2026-10-11T17:00:00.000+0200" }
              ],
              "location": { "uid": 9, "name": "Halle exemple", "address": "2 place du Terril", "postalCode": "62000", "city": "Arras", "insee": "62041", "latitude": 50.291, "longitude": 2.777 },
              "attendanceMode": 3, "onlineAccessLink": "https://visio.example/fete", "status": 2, "registration": [{ "type": "email", "value": "contact@terril.example" }],
              "canonicalUrl": "https://openagenda.example/fete", "updatedAt": "2026-09-15T08:30:00.000Z", "state": 2
            },
            { "uid": 41234568, "title": { "fr": "Sortie annulée" }, "timings": [{ "begin": "2026-11-08T09:00:00+01:00", "end": "2026-11-08T12:00:00+01:00" }], "status": 6, "attendanceMode": 1 }
          ]
        }
        """;
}
