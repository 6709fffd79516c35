"""First and last names from all over Europe; together they give far more people than the company has."""

FIRST = """
Agnieszka Aisha Alba Alexandre Alice Amandine Amélie Amir Ana André Andreas Anika Anke Annika Antoine António Arjun
Astrid Aurélie Bastien Beatriz Benedikt Benoît Birgit Björn Bruno Camille Carla Carolina Catarina Cédric Céline Charlotte
Chiara Chloé Christoph Claudia Clément Cristina Dagmar Damien Daniela Dario David Defne Denise Diego Diogo Dominik Dorota
Duarte Edith Eduardo Elena Élise Elif Emeka Emil Emma Enrico Erik Esra Fabian Fabien Fatima Felix Filipa Filipe Florian
Francisca Franziska Frédéric Friederike Gabriel Gerd Giulia Gonçalo Greta Guillaume Gustavo Hakan Hanna Hannes Heike Helena
Henrik Hugo Ibrahim Inês Ingrid Irina Isabel Ivana Jakob Jan Jana Jasmin Jens João Joana Johanna Jonas José Judith Jules
Julia Juliette Jürgen Kai Karim Karin Karolina Katharina Katja Kerstin Klaus Kofi Krzysztof Lara Lars Laura Laurent Léa
Leila Lena Leonie Leonor Lionel Lorenzo Louis Luca Lucie Luis Luísa Łukasz Maëlle Magdalena Maike Malte Manon Manuel Marco
Margarida Maria Marie Marion Markus Marta Martin Martina Mateusz Mathilde Mathis Matteo Matthias Mehmet Mélanie Michael
Michał Miguel Mirjam Mohamed Monika Moritz Nadia Nadine Natalia Nathalie Nicolas Nikola Nina Noah Noémie Nora Nuno Olga
Oliver Olivier Orhan Oskar Pascal Patrícia Paul Paula Pauline Pedro Petra Philipp Pierre Piotr Quentin Rafael Rainer Raquel
Rémi Renata Ricardo Rita Robert Robin Romain Rosa Rui Sabine Samira Samuel Sandra Sara Sébastien Selin Silke Silvia Simon
Sofia Solène Sophie Stefan Stéphane Susanne Sven Sylvie Tamara Tânia Tanja Telmo Teresa Theo Thibault Thomas Tiago Till
Tobias Tomasz Ulrike Ute Valentin Valérie Vanessa Vasco Vera Victor Vincent Viola Walter Wiebke Wolfgang Xavier Yann
Yasmin Yusuf Yvonne Zeynep Zofia
""".split()

LAST = """
Abreu Achterberg Aguiar Allard Alt Amann Antunes Arnold Aubert Aydın Azevedo Bader Barbier Barros Baumann Beck Benali
Bergmann Bernardo Bertin Binder Blanc Blum Bodin Bonnet Borges Bouchard Boyer Brandt Braun Brugger Brunet Buchmann Caetano
Çelik Chabert Charpentier Chevalier Coelho Conti Correia Costa Coulon Cruz Cunha Dahl Dardenne Delacroix Demir Diallo Dias
Diehl Dietrich Dupuis Ebner Eichhorn Engel Esteves Fabre Faria Favre Fernandes Ferri Figueiredo Fink Fontaine Fournier Frank
Frick Fuchs Gallo Garnier Gashi Gaspar Geiger Gerber Girard Gomes Graf Grill Gruber Guerin Guimarães Haas Hagen Hartmann
Heinzel Henriques Herrmann Hofer Horvat Huber Hummel Imhof Jacquet Jäger Janssen Kaiser Kaya Keller Kessler Kirchner Klein
Knecht Koch König Kowalski Krämer Krug Kunz Lacroix Lambert Lang Laurent Lefèvre Leitão Lemoine Lenz Lindner Locatelli Lopes
Lorenz Machado Maier Marchand Marques Martel Martins Masson Mayer Meier Melo Mendes Mercier Meunier Michel Monteiro Morais
Morel Moser Müller Nagel Neves Nguyen Nikolić Noël Novak Nowak Nunes Ochs Okafor Oliveira Osman Ott Özdemir Pacheco Papin
Pereira Perrin Petit Pfeiffer Picard Pinheiro Pinto Pires Pohl Poirier Popović Prinz Ramos Raposo Rauch Rebelo Reis Renard
Richter Riedl Ritter Rivière Rocha Roth Rousseau Ruf Sabatier Salgado Santos Sauter Schäfer Schenk Schmid Schneider Scholz
Schreiber Schuster Seitz Serra Şahin Silva Simões Sommer Sousa Spieß Stadler Steiner Stern Stocker Strobel Szymański Tavares
Teixeira Thomas Tissot Traoré Trautmann Ullrich Unger Vaz Veiga Vidal Vieira Vogel Voss Wagner Walter Weber Weiss Wendt
Werner Wiesner Winkler Wirth Wolf Yılmaz Zanetti Ziegler Zieliński Zimmer
""".split()
